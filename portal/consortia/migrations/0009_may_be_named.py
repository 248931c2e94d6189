"""Whether a member may be named where the lessons of its consortium are shared."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0008_losses'),
    ]

    operations = [
        migrations.AddField(
            model_name='seat',
            name='may_be_named',
            field=models.BooleanField(default=False, verbose_name='may be named as a partner where lessons are shared'),
        ),
    ]
