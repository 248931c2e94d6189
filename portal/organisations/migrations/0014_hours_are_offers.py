from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0013_carry_the_yes_over'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='matchingprofile',
            name='weekly_hours',
        ),
    ]
