import uuid

from django.db import migrations, models


def give_addresses(apps, schema_editor):
    """One default would be the same for every row that is there already."""
    for row in apps.get_model('consortia', 'ContinuityNotice').objects.only('pk').iterator():
        row.public_id = uuid.uuid4()
        row.save(update_fields=['public_id'])


class Migration(migrations.Migration):

    dependencies = [
        ('consortia', '0012_answers_on_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='continuitynotice',
            name='public_id',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='continuitynotice',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
