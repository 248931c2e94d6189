"""Notices that work waits and no worker moves it, and says so on the first page of the admin."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Min
from django.db.models.functions import Coalesce
from wagtail.admin.ui.components import Component

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import Delivery, DeliveryEvent, Event
from portal.subscriptions.services.planning import unplanned_since
from portal.users.models import Notice

STALLED_AFTER = timedelta(minutes=15)
"""A worker looks every few seconds; so long a wait with nothing moved means that none runs."""


def longest_wait(*, at: datetime) -> timedelta | None:
    """How long something has been due while nothing moved; None where nothing is due.

    That is a mail, a digest that nobody planned, a notice, or news that nobody has numbered: where
    no worker runs at all, there may be no mail yet. A queue that is long and moves is no trouble:
    what counts is the later of when the oldest became due and when anything last took a step.
    """
    oldest = min(_due_since(at), default=None)
    return at - max([oldest, *_last_steps()]) if oldest else None


def _due_since(at: datetime) -> Iterator[datetime]:
    mails = Delivery.objects.claimable(cadences=list(Cadence), at=at)
    firsts = (
        mails.aggregate(at=Min(Coalesce("retry_at", "planned_at"))),
        Notice.objects.unplanned(at=at).aggregate(at=Min("written_at")),
        Event.objects.filter(seq=None).aggregate(at=Min("occurred_at")),
    )
    digests = unplanned_since(at=at)
    yield from (moment for moment in (digests, *(first["at"] for first in firsts)) if moment)


def _last_steps() -> Iterator[datetime]:
    """When a mail, and when news, last took a step."""
    steps = DeliveryEvent.objects.filter(provider="").order_by("-pk").values_list("at", flat=True)
    matched = Event.objects.aggregate(at=Max("matched_at"))["at"]
    yield from (moment for moment in (steps.first(), matched) if moment)


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
