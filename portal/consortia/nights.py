"""When the night's comparison of tenders begins, and when people are told what the work found."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.consortia.models import TenderCheck
from portal.tenders.models import Tender

NIGHT = time(2, 0)
"""UK time. Declarations grow old at midnight, so that a look after it sees them gone."""

FIRST_HOUR = 7
"""UK time. By then the night's work is done, however much of it there was."""


def night_before(at: datetime) -> datetime:
    """When the newest night began, as seen at that moment."""
    local = timezone.localtime(at)
    begun = timezone.make_aware(datetime.combine(local.date(), NIGHT))
    if begun > local:
        yesterday = local.date() - timedelta(days=1)
        begun = timezone.make_aware(datetime.combine(yesterday, NIGHT))
    return begun


def night_shown(tender: Tender) -> date | None:
    """In which night the tender was last compared, or since then; None where it never was.

    The hour would tell that somebody's facts had changed, because only then something is solved.
    """
    looked_at = TenderCheck.objects.filter(tender=tender).values_list("looked_at", flat=True)
    newest = looked_at.first()
    return night_before(newest).date() if newest else None


def next_full_hour(at: datetime) -> datetime:
    """When people are told of what was found at that moment; not in the night.

    The minute would tell how long the solver took, and so whether somebody's facts had changed.
    """
    local = timezone.localtime(at)
    full = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return full.replace(hour=max(full.hour, FIRST_HOUR))
