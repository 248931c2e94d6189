"""Events as live pages below the list of events; ahead of us unless told otherwise."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from home.models import EventPage, EventsPage
from tests.factories.practices import home_page


def events_page() -> EventsPage:
    """The list of events, made under the front page when there is none."""
    existing = EventsPage.objects.first()
    if existing is not None:
        return existing
    page = EventsPage(title="Events", slug="events")
    home_page().add_child(instance=page)
    return EventsPage.objects.get(pk=page.pk)


class EventPageFactory(DjangoModelFactory):
    class Meta:
        model = EventPage

    class Params:
        over = factory.Trait(
            starts_at=datetime(2025, 7, 1, 9, tzinfo=UTC),
            ends_at=datetime(2025, 7, 1, 11, tzinfo=UTC),
        )

    title = factory.Sequence(lambda number: f"Event {number}")
    slug = factory.Sequence(lambda number: f"event-{number}")
    summary = "One sentence about what it is and whom it is for."
    starts_at = datetime(2099, 7, 1, 9, tzinfo=UTC)
    ends_at = datetime(2099, 7, 1, 11, tzinfo=UTC)
    place = "Example Hall, Rochdale"

    @classmethod
    def _create(cls, model_class: type[EventPage], *args: Any, **kwargs: Any) -> EventPage:
        page = model_class(**kwargs)
        events_page().add_child(instance=page)
        return EventPage.objects.get(pk=page.pk)
