"""Chainable filters over the outbox and over the counts of searches."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, QuerySet

if TYPE_CHECKING:
    from search.models import OutboxEntry, QueryCount  # noqa: F401 - named in strings below.


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
