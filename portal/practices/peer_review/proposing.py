"""Proposes reviewers for a request, each with the reasons why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.organisations.models import Area, Organisation
from portal.organisations.models.vocabulary import AreaKind
from portal.practices.models import PeerReview, PracticePage, ReviewOffer, ReviewRequest
from portal.practices.naming import WITH_NAMED_PARTNERS

MOST_PROPOSED = 10
WIDE = {AreaKind.COUNTRY, AreaKind.REGION}
"""To share a country makes nobody a neighbour."""
_NAMED = 2
"""Practices that a reason names; more would bury the others."""


@dataclass(frozen=True, kw_only=True)
class ProposedReviewer:
    """An organisation that could review, and why; the more reasons, the earlier it stands."""

    organisation: Organisation
    reasons: list[str]


def propose_reviewers(request: ReviewRequest) -> list[ProposedReviewer]:
    """Willing organisations, other than the one that asks, with a public practice on the theme.

    Those near by or with the same client groups come first. The number of queries does not depend
    on how many there are.
    """
    asking = Organisation.objects.prefetch_related("areas", "client_groups").get(
        pk=request.organisation_id
    )
    invited = PeerReview.objects.filter(request=request).values("reviewer")
    offers = (
        ReviewOffer.objects.exclude(organisation=asking)
        .exclude(organisation__in=invited)
        .select_related("organisation")
        .prefetch_related("organisation__areas", "organisation__client_groups")
    )
    practised = _practised(request)
    proposed = [
        ProposedReviewer(
            organisation=offer.organisation,
            reasons=_reasons(asking, offer.organisation, practised[offer.organisation_id]),
        )
        for offer in offers
        if offer.organisation_id in practised
    ]
    proposed.sort(key=lambda one: (-len(one.reasons), one.organisation.name))
    return proposed[:MOST_PROPOSED]


def _practised(request: ReviewRequest) -> dict[int, list[str]]:
    """Organisation -> titles of its public practices about the theme."""
    titles: dict[int, list[str]] = defaultdict(list)
    practices = PracticePage.objects.offered().about_theme(request.theme)
    told = practices.select_related("lead_organisation").prefetch_related(*WITH_NAMED_PARTNERS)
    for practice in told.order_by("title"):
        for organisation in practice.organisations:
            titles[organisation.pk].append(practice.title)
    return titles


def _reasons(asking: Organisation, reviewer: Organisation, titles: list[str]) -> list[str]:
    reasons = [
        _("It does this itself: %(titles)s.") % {"titles": "; ".join(titles[:_NAMED])},
        _("It said that it is willing to review others."),
    ]
    places = _places_in_common(asking.areas.all(), reviewer.areas.all())
    if places:
        reasons.append(_("It works near you: %(places)s.") % {"places": ", ".join(places)})
    groups = {group.name for group in asking.client_groups.all()}
    shared = sorted(groups & {group.name for group in reviewer.client_groups.all()})
    if shared:
        reasons.append(
            _("It supports the same people: %(groups)s.") % {"groups": ", ".join(shared)}
        )
    return reasons


def _places_in_common(mine: Iterable[Area], theirs: Iterable[Area]) -> list[str]:
    """Their places that are mine, inside or around mine, or beside one in the same branch."""
    paths = [area.path for area in mine]
    return sorted({area.name for area in theirs if any(_is_near(area, path) for path in paths)})


def _is_near(area: Area, path: str) -> bool:
    if area.kind in WIDE:
        return False
    if area.path.startswith(path) or path.startswith(area.path):
        return True
    parent = area.path[: -Area.steplen]
    return bool(parent) and parent == path[: -Area.steplen]
