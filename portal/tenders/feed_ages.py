"""How old the notices of each service are, for the board and for whoever runs the portal."""

from dataclasses import dataclass
from datetime import datetime

from portal.tenders.models import NoticeFeed


@dataclass(frozen=True, kw_only=True)
class FeedAge:
    """One service that is read, and when it was last read to its end; never, where that is None."""

    service: str
    last_good_at: datetime | None
    is_old: bool
    problem: str


def feed_ages(*, at: datetime) -> list[FeedAge]:
    """Every service that is switched on, by name."""
    return [
        FeedAge(
            service=feed.get_source_display(),
            last_good_at=feed.last_good_at,
            is_old=feed.is_old_at(at),
            problem=feed.problem,
        )
        for feed in NoticeFeed.objects.read().order_by("source")
    ]


def old_feeds(*, at: datetime) -> list[FeedAge]:
    """Those that somebody should look at: tried, and not read to their end for long."""
    return [age for age in feed_ages(at=at) if age.is_old and age.problem]
