"""Invites readers of a list of events, asks or tenders to get emails about it."""

import structlog
from django import template
from django.http import QueryDict
from django.utils import timezone

from portal.subscriptions.interests import Interest
from portal.subscriptions.lately import a_week
from search.port import SearchUnavailableError
from search.previews import openings_told_lately

log = structlog.get_logger(__name__)
register = template.Library()


@register.inclusion_tag("subscriptions/partials/opening_signup.html")
def opening_signup(about: str, query: QueryDict | None = None) -> dict[str, object]:
    """The link and how much would have come lately; ``about`` is as in `Interest.from_query`.

    ``query`` is the page's own, where its words and filters belong to the interest.
    """
    data = query.copy() if query is not None else QueryDict(mutable=True)
    data["about"] = about
    interest = Interest.from_query(data)
    return {"interest": interest, **_lately(interest)}


@register.inclusion_tag("subscriptions/partials/opening_preview.html")
def opening_preview(interest: Interest) -> dict[str, object]:
    """The sentence about how much would have come lately; nothing while search rests."""
    return _lately(interest)


def _lately(interest: Interest) -> dict[str, object]:
    try:
        number = openings_told_lately(interest, at=timezone.now())
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        return {"number": None, "a_week": None}
    return {"number": number, "a_week": a_week(number)}
