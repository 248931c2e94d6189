"""Chainable filters over the outbox, the counts of searches and the best bets."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q, QuerySet

if TYPE_CHECKING:
    from search.models import (  # noqa: F401 - named in strings below.
        BestBet,
        OutboxEntry,
        QueryCount,
    )


class OutboxQuerySet(QuerySet["OutboxEntry"]):
    """Filters that the drain, the commands and the checks share."""

    def pending(self) -> Self:
        """Changes that the index does not have yet."""
        return self.filter(done_version__lt=F("version"))

    def refused(self) -> Self:
        """Changes that failed, most often first: somebody may have to mend the document."""
        return self.filter(attempts__gt=0).exclude(last_error="").order_by("-attempts", "pk")

    def due(self, at: datetime) -> Self:
        """Pending changes whose next attempt may be made, longest waiting first."""
        return self.pending().filter(next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


class QueryCountQuerySet(QuerySet["QueryCount"]):
    """Filters over what people searched for."""

    def of_wording(self, text_hash: str) -> Self:
        return self.filter(text_hash=text_hash)

    def since(self, day: date) -> Self:
        """From this day on."""
        return self.filter(day__gte=day)

    def readable(self) -> Self:
        """Typed often enough to be shown."""
        return self.exclude(text="")


class BestBetQuerySet(QuerySet["BestBet"]):
    """What moderators chose for searches."""

    def in_force(self, on: date) -> Self:
        """Choices that hold on a day, the first place first."""
        begun = self.filter(starts_on__lte=on)
        lasting = begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        return lasting.order_by("position", "pk")
