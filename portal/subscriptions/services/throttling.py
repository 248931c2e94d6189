"""Says how many mails may go now: none while the server is away, no more than the rate limit."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from portal.subscriptions.models import MailChannel

MINUTE = timedelta(minutes=1)
REFUSED_IN_A_ROW = 3
"""Sessions; one that fails by chance stops nobody."""
RESTS = (1, 2, 5, 15)
"""Minutes that the channel rests after each further failure; the last one repeats."""


@transaction.atomic
def take_allowance(*, wanted: int, at: datetime, is_asked_for: bool = False) -> int:
    """How many of the wanted mails may be sent now; what is granted counts as sent.

    Nothing while the channel rests. With ``EMAIL_RATE_LIMIT`` (mails a minute over all senders; 0
    for none) a bucket of one minute's mails fills up with time; a mail that somebody waits for
    (``is_asked_for``) goes past it, so that no digest holds up a link to confirm.
    """
    channel = _locked()
    if channel.rests_until is not None and at < channel.rests_until:
        return 0
    rate: int = settings.EMAIL_RATE_LIMIT
    if not rate or is_asked_for:
        return wanted
    since = at - channel.filled_at if channel.filled_at else MINUTE
    tokens = min(float(rate), channel.tokens + max(since / MINUTE, 0) * rate)
    granted = min(wanted, int(tokens))
    channel.tokens, channel.filled_at = tokens - granted, at
    channel.save(update_fields=["tokens", "filled_at"])
    return granted


def return_allowance(*, unused: int) -> None:
    """Give back what was granted for mails that were not there."""
    if settings.EMAIL_RATE_LIMIT and unused:
        MailChannel.objects.update(tokens=F("tokens") + unused)


@transaction.atomic
def note_server_away(*, at: datetime) -> None:
    """Count a refused session; after some in a row let the channel rest, longer each time."""
    channel = _locked()
    channel.failures += 1
    over = channel.failures - REFUSED_IN_A_ROW
    if over >= 0:
        channel.rests_until = at + timedelta(minutes=RESTS[min(over, len(RESTS) - 1)])
    channel.save(update_fields=["failures", "rests_until"])


def note_server_there() -> None:
    """The server takes mails again: forget what was counted, without a lock where nothing was."""
    MailChannel.objects.filter(failures__gt=0).update(failures=0, rests_until=None)


def _locked() -> MailChannel:
    channel, _is_new = MailChannel.objects.select_for_update().get_or_create(
        pk=MailChannel.SINGLETON
    )
    return channel
