"""Events that are still ahead, as mails tell of them."""

from collections.abc import Collection
from datetime import datetime

from home.models import EventPage, EventsPage
from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.openings import Opening


class Events:
    """Events whose page everybody may read."""

    kind = OpeningKind.EVENT

    def still_open(self, ids: Collection[int], *, at: datetime) -> dict[int, Opening]:
        """Those that are published, not private, and not over."""
        events = EventPage.objects.live().public().still_ahead(at).filter(pk__in=ids)
        return {event.pk: _opening(event) for event in events.select_related("area")}

    def list_path(self) -> str:
        """The list of events, or the front page where there is none."""
        page = EventsPage.objects.live().first()
        return (page.url if page else None) or "/"


def _opening(event: EventPage) -> Opening:
    return Opening(
        kind=OpeningKind.EVENT,
        title=event.title,
        path=event.url or "/",
        summary=event.summary,
        where=", ".join(filter(None, [event.place or event.online_url, str(event.area or "")])),
        begins_at=event.starts_at,
        ends_at=event.ends_at,
        is_example=event.is_example,
    )
