"""Keeps how somebody wants their mails to look, and until when they want none."""

from datetime import date, datetime, time

from django.db import transaction

from portal.subscriptions.enums import MailFormat
from portal.subscriptions.models import Subscriber


@transaction.atomic
def change_settings(
    *, subscriber: Subscriber, mail_format: MailFormat, paused_until: date | None
) -> None:
    """Write down the format and the first local day with mails again; None for no pause.

    Digests tell afterwards, in one larger mail, what happened meanwhile. What comes at once is not
    sent later: nobody wants fifty mails on the first day.
    """
    locked = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    locked.mail_format = mail_format
    pause(locked, until=paused_until)
    locked.save(update_fields=["mail_format", "paused_until"])


def pause(subscriber: Subscriber, *, until: date | None) -> None:
    """Set the pause to where this day begins by the person's own clock, without saving it."""
    begins = datetime.combine(until, time(), tzinfo=subscriber.zone) if until else None
    subscriber.paused_until = begins
