"""Notices that mails wait and no worker moves them, and says so on the first page of the admin."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min
from django.db.models.functions import Coalesce
from wagtail.admin.ui.components import Component

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, DeliveryEvent

STALLED_AFTER = timedelta(minutes=15)
"""A worker looks every few seconds; so long a wait with nothing moved means that none runs."""


def longest_wait(*, at: datetime) -> timedelta | None:
    """How long the oldest mail has been due while nothing moved; None where none is due.

    A queue that is long and moves is no trouble: what counts is the later of when the oldest mail
    became due and when any mail last took a step.
    """
    due = Delivery.objects.claimable(cadences=list(Cadence), at=at)
    oldest = due.aggregate(at=Min(Coalesce("retry_at", "planned_at")))["at"]
    if oldest is None:
        return None
    moved = DeliveryEvent.objects.filter(provider="").order_by("-pk").values_list("at", flat=True)
    last = moved.first()
    since: datetime = max(oldest, last) if last else oldest
    return at - since


class StalledPanel(Component):
    """The warning, with what to do."""

    name = "stalled"
    template_name = "subscriptions/stalled_panel.html"
    order = 1

    def __init__(self, *, waiting: timedelta) -> None:
        self._minutes = int(waiting.total_seconds() // 60)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """How many minutes nothing has moved."""
        return {"minutes": self._minutes}
