"""Reads of early notices for the people who post them, and for the page of a tender."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from portal.organisations.models import Area, Organisation
from portal.organisations.models.organisation import OrganisationKind
from portal.tenders.models import EarlyNotice, Tender
from portal.users.models import User

ABROAD = "abroad"
"""Short name of the place in the starting content that all foreign ones are in."""


@dataclass(frozen=True, kw_only=True)
class EarlyFacts:
    """What a notice posted here says beyond what every tender says."""

    notice: EarlyNotice
    is_own: bool
    """Whether the reader acts for the buyer."""
    goes_on_as: Tender | None


def commissioners_of(user: User) -> "QuerySet[Organisation]":
    """The buyers of care that somebody acts for, by name; nobody else posts."""
    found: QuerySet[Organisation] = Organisation.objects.filter(
        kind=OrganisationKind.COMMISSIONER, memberships__user=user
    ).in_name_order()
    return found if user.is_active else found.none()


def places_to_buy_in() -> "QuerySet[Area]":
    """Places where care can be bought, by name: all but those abroad."""
    areas: QuerySet[Area] = Area.objects.order_by("name")
    abroad = Area.objects.filter(slug=ABROAD).first()
    return areas if abroad is None else areas.exclude(path__startswith=abroad.path)


def own_notices(user: User) -> "QuerySet[EarlyNotice]":
    """Every notice of those buyers, the newest first, with how many comments readers see."""
    shown = Q(tender__comments__is_hidden=False, tender__comments__is_taken_back=False)
    return (
        EarlyNotice.objects.of(user)
        .select_related("organisation", "tender", "continued_by")
        .annotate(comment_count=Count("tender__comments", filter=shown))
        .order_by("-published_at", "-written_at", "-pk")
    )


def early_facts(tender: Tender, *, reader: object) -> EarlyFacts | None:
    """What the page of a notice posted here adds; None for an imported tender."""
    notice = tender.early_notice
    if notice is None:
        return None
    return EarlyFacts(
        notice=notice,
        is_own=isinstance(reader, User) and EarlyNotice.objects.of(reader).contains(notice),
        goes_on_as=notice.continued_by,
    )


def began_as(tender: Tender) -> "QuerySet[Tender]":
    """Notices posted here that went on as this tender, those still on the board."""
    return Tender.objects.listed().filter(early_notice__continued_by=tender).order_by("pk")
