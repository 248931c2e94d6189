"""Carries each yes to matching, and the hours said with it, over to the rows that can grow old."""

from datetime import timedelta

from django.db import migrations

PURPOSES = ('tenders', 'partners')
OPT_IN_LASTS = timedelta(days=365)
HOURS_LAST = timedelta(days=90)


def carry_over(apps, schema_editor):
    """The yes was to "others who could bid with us", with a tender or without."""
    profiles = apps.get_model('organisations', 'MatchingProfile').objects.order_by('pk')
    opt_ins = apps.get_model('organisations', 'MatchOptIn').objects
    offers = apps.get_model('organisations', 'CapacityOffer').objects
    for profile in profiles.iterator():
        day = profile.opted_in_at.date()
        opt_ins.bulk_create(
            opt_ins.model(
                organisation_id=profile.organisation_id,
                purpose=purpose,
                given_at=profile.opted_in_at,
                expires_at=profile.opted_in_at + OPT_IN_LASTS,
                withdrawn_at=profile.withdrawn_at,
            )
            for purpose in PURPOSES
        )
        offers.create(
            organisation_id=profile.organisation_id,
            weekly_hours=profile.weekly_hours,
            free_from=day,
            declared_date=day,
            expires_date=day + HOURS_LAST,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0012_declared_offers'),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
