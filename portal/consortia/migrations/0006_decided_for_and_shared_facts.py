"""For whom a requirement was decided, and facts that organisations chose to share."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0005_workspace'),
        ('organisations', '0014_hours_are_offers'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenderrequirement',
            name='decided_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation'),
        ),
        migrations.AlterField(
            model_name='disclosure',
            name='fact',
            field=models.CharField(choices=[('name', 'Your name, and what you would do in the bid'), ('contact', 'Whom to talk to at your organisation'), ('pledge', 'The hours that you pledged'), ('ratings', "The regulator's ratings of your services"), ('values', 'What you stand for'), ('hours', 'The hours a week that you could give'), ('turnover', 'Your band of yearly turnover')], max_length=10, verbose_name='what was told'),
        ),
    ]
