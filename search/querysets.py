"""Chainable filters over the outbox."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import F, QuerySet

if TYPE_CHECKING:
    from search.models import OutboxEntry  # noqa: F401 - named in the string below.


class OutboxQuerySet(QuerySet["OutboxEntry"]):
    """Filters that the drain, the commands and the checks share."""

    def pending(self) -> Self:
        """Changes that the index does not have yet."""
        return self.filter(done_version__lt=F("version"))

    def due(self, at: datetime) -> Self:
        """Pending changes whose next attempt may be made, longest waiting first."""
        return self.pending().filter(next_attempt_at__lte=at).order_by("next_attempt_at", "pk")
