"""Notices go where every app can write them; those that wait are still mailed."""

from django.db import migrations

CHUNK = 1_000
KINDS = {
    "review": "reviews",
    "commitment": "commitments",
    "adoption": "adoptions",
    "adoption-answer": "adoptions",
    "partner": "partners",
    "partner-no": "partners",
    "peer-review": "peer-reviews",
    "visit": "visits",
    "voice": "voices",
    "early-draft": "links",
}


def copy_notices(apps, schema_editor):
    """Write each notice again; one that was mailed, or given up, is planned already.

    What is there already, because somebody went back to an earlier version and came again, stays.
    """
    old, new = apps.get_model("practices", "Notice"), apps.get_model("users", "Notice")
    copies = []
    for row in old.objects.order_by("pk").iterator(CHUNK):
        is_waiting = row.mailed_at is None and row.next_try_at is not None
        copies.append(
            new(
                person_id=row.person_id,
                address=row.address,
                kind=KINDS.get(row.key.split(":")[0], "results"),
                key=row.key,
                subject=row.subject,
                text=row.text,
                path=row.path,
                reason=row.reason,
                written_at=row.created_at,
                planned_at=None if is_waiting else row.mailed_at or row.created_at,
            )
        )
        if len(copies) == CHUNK:
            new.objects.bulk_create(copies, ignore_conflicts=True)
            copies = []
    new.objects.bulk_create(copies, ignore_conflicts=True)


def copy_back(apps, schema_editor):
    """Write each notice again where it was; whatever was planned counts as mailed."""
    old, new = apps.get_model("practices", "Notice"), apps.get_model("users", "Notice")
    for row in new.objects.order_by("pk").iterator(CHUNK):
        old.objects.create(
            person_id=row.person_id,
            address=row.address,
            key=row.key,
            subject=row.subject,
            text=row.text,
            path=row.path,
            reason=row.reason,
            created_at=row.written_at,
            next_try_at=None if row.planned_at else row.written_at,
            mailed_at=row.planned_at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0024_reported_texts"),
        ("users", "0003_notices"),
    ]

    operations = [migrations.RunPython(copy_notices, copy_back)]
