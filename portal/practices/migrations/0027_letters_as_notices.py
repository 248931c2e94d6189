"""Letters that wait to be mailed become notices, so that they still are."""

from django.db import migrations


def write_notices(apps, schema_editor):
    """One for each letter that waits, in the words of `portal.practices.asks.telling`."""
    letters = apps.get_model("practices", "AskMessage").objects
    notices = apps.get_model("users", "Notice").objects
    waiting = letters.filter(mailed_at=None, next_try_at__isnull=False).order_by("pk")
    for letter in waiting.select_related("thread__ask__organisation", "thread__organisation"):
        thread, ask = letter.thread, letter.thread.ask
        is_from_replier = letter.author_id == thread.replier_id
        side = thread.organisation if is_from_replier else ask.organisation
        alone = "The person who answered" if is_from_replier else "The person who posted it"
        told = dict(
            kind="letters",
            subject=" ".join(f"A private letter about “{ask.title}”".split())[:200],
            text=f"{side.name if side else alone} wrote to you:\n\n{letter.text}",
            path=f"/asks/letters/{thread.pk}/",
            reason=(
                "you posted what the letter is about."
                if is_from_replier
                else "you answered what somebody posted."
            ),
            written_at=letter.sent_at,
        )
        notices.get_or_create(
            person_id=ask.posted_by_id if is_from_replier else thread.replier_id,
            key=f"letter:{letter.pk}",
            defaults=told,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0026_notices_moved_to_users"),
        ("users", "0003_notices"),
    ]

    operations = [migrations.RunPython(write_notices, migrations.RunPython.noop)]
