"""A pause ends at a moment, where the chosen day begins by the person's own clock."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.utils import timezone


def keep_the_day(apps, schema_editor):
    """Who pauses now goes on pausing until the day that they chose."""
    Subscriber = apps.get_model("subscriptions", "Subscriber")
    for person in Subscriber.objects.filter(paused_until__gte=timezone.localdate()):
        zone = ZoneInfo(person.tz)
        person.paused_until_moment = datetime.combine(person.paused_until, time(), tzinfo=zone)
        person.save(update_fields=["paused_until_moment"])


class Migration(migrations.Migration):
    dependencies = [("subscriptions", "0010_deliveries_of_notices")]

    operations = [
        migrations.AddField(
            "subscriber",
            "paused_until_moment",
            models.DateTimeField(
                blank=True,
                help_text="When the day that they chose begins where they are; empty for no pause.",
                null=True,
                verbose_name="no mails before",
            ),
        ),
        migrations.RunPython(keep_the_day, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("subscriber", "paused_until"),
        migrations.RenameField("subscriber", "paused_until_moment", "paused_until"),
    ]
