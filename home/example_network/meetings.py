"""Where the examples meet: events, and an early talk of a commissioner with providers."""

from typing import Any

from home.example_network.occasion import Occasion, example_organisation, example_practice
from home.models import EventPage, EventsPage
from home.models.event import EventPractice
from portal.organisations.models import Area, ServiceType
from portal.tenders.comments.services import write_comment
from portal.tenders.models import EarlyNotice
from portal.tenders.posting.services import NoticeSaid, publish_notice, write_draft


def load_event(row: dict[str, Any], occasion: Occasion) -> bool:
    """Publish an event with its preparation pack, and with lessons where it is over."""
    if EventPage.objects.filter(slug=row["slug"]).exists():
        return False
    event = EventPage(
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        starts_at=occasion.clock(row["in_days"], row["from"]),
        ends_at=occasion.clock(row["in_days"], row["to"]),
        place=row.get("place", ""),
        online_url=row.get("online_url", ""),
        area=Area.objects.get(slug=row["area"]) if "area" in row else None,
        body=row["body"],
        preparation=row["preparation"],
        lessons=row.get("lessons", ""),
        is_example=True,
        live=False,
    )
    event.practices = [
        EventPractice(practice=example_practice(reference)) for reference in row["practices"]
    ]
    EventsPage.objects.get().add_child(instance=event)
    event.save_revision().publish()
    return True


def load_early_notice(row: dict[str, Any], occasion: Occasion) -> bool:
    """Publish what a commissioner thinks of buying, with what providers say to it."""
    organisation, by = example_organisation(row["organisation"]), occasion.person(row["by"])
    if EarlyNotice.objects.filter(organisation=organisation, title=row["title"]).exists():
        return False
    published = occasion.moment(row["published_in_days"])
    notice = write_draft(organisation=organisation, by=by, said=_said(row, occasion), at=published)
    tender = publish_notice(notice=notice, by=by, at=published)
    for comment in row["comments"]:
        write_comment(
            tender=tender,
            organisation=example_organisation(comment["organisation"]),
            author=occasion.person(comment["by"]),
            text=comment["text"],
            at=occasion.at,
        )
    return True


def _said(row: dict[str, Any], occasion: Occasion) -> NoticeSaid:
    texts = ("title", "wanted", "skilled_roles", "secure_hours", "outcomes", "contact_url")
    return NoticeSaid(
        services=list(ServiceType.objects.filter(slug__in=row["services"]).order_by("pk")),
        areas=list(Area.objects.filter(slug__in=row["areas"]).order_by("pk")),
        lots_text="\n".join(row["lots"]),
        talks_end_on=occasion.day(row["talks_end_in_days"]),
        notice_expected_on=occasion.day(row["notice_expected_in_days"]),
        **{name: row[name] for name in texts},
    )
