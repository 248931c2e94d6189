"""The history of words keeps earlier text of any length; the column is the same as before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0031_people_in_easy_read_pictures'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='remarkevent',
                    name='earlier_text',
                    field=models.TextField(blank=True, verbose_name='what stood there before'),
                ),
            ],
        ),
    ]
