"""Reads of tenders for public pages; contact persons are in none of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.organisations.models import Organisation, OrganisationIdentifier
from portal.organisations.tile_map import TileMap, map_of_areas
from portal.tenders.deadlines import earlier_end, other_days
from portal.tenders.enums import LegalRegime, PartyRole, Stage, TenderStatus
from portal.tenders.lots_in_words import lots_in_words
from portal.tenders.models import Lot, Tender, TenderComment

DAYS_WORTH_COUNTING = 90
MOST_PUBLISHED_AGAIN = 5


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a tender stands now, in words, with the colour that repeats them."""

    label: str
    colour: str
    is_open: bool
    days_left: int | None
    """Whole days until the deadline of an open tender, once it is near enough to count."""
    is_engagement_over: bool
    is_deadline_over: bool


@dataclass(frozen=True, kw_only=True)
class TenderEntry:
    """One line of the board."""

    tender: Tender
    title: str | SafeString
    standing: Standing
    areas: str
    lot_count: int
    fragments: tuple[str, ...] = ()
    """Sentences with what was searched for, marked and safe."""
    reason: str = ""
    """Why it was found, where there were words to find it by."""


@dataclass(frozen=True, kw_only=True)
class TenderDetails:
    """One tender with its lots, and what its codes mean in words."""

    tender: Tender
    standing: Standing
    lots: list[Lot]
    reserved_for: list[str]
    is_provider_selection: bool
    buyer: Organisation | None
    """The organisation here that has the number of a buyer in a public register."""
    suppliers: list[Organisation]
    """The organisations here that have the number of a supplier."""
    comments: list[TenderComment]
    takes_comments: bool
    published_again: list[Tender]
    """Other tenders of the same buyer with the same title: one procurement may have two ocids."""
    other_deadlines: list[date]
    """Days that the notice's words give for a deadline, and its field does not."""
    earlier_end: datetime | None
    """When bids may close already, by an hour that the publisher may have meant."""
    lots_in_words: list[str]
    """Lots of which the notice's words speak where its fields name none."""
    map: TileMap | None
    """The boroughs of Greater Manchester that its areas concern; None where they are elsewhere."""


def standing(tender: Tender, *, at: datetime) -> Standing:
    """Whether a tender is open, still to come, closed or decided."""
    is_open = tender.is_open_at(at)
    label, colour = _standing_in_words(tender, is_open=is_open)
    talks_end_at, bids_end_at = tender.engagement_end_at, tender.tender_period_end_at
    return Standing(
        label=label,
        colour=colour,
        is_open=is_open,
        days_left=_days_left(bids_end_at, at) if is_open else None,
        is_engagement_over=talks_end_at is not None and talks_end_at <= at,
        is_deadline_over=bids_end_at is not None and bids_end_at <= at,
    )


def _standing_in_words(tender: Tender, *, is_open: bool) -> tuple[str, str]:
    if is_open:
        return _("Open for bids"), "green"
    if tender.stage == Stage.OPEN:
        return _("Closed for bids"), "grey"
    is_coming = tender.status in {TenderStatus.PLANNING, TenderStatus.PLANNED}
    return str(Stage(tender.stage).label), "teal" if is_coming else "grey"


def _days_left(end_at: datetime | None, at: datetime) -> int | None:
    days = None if end_at is None else (end_at - at).days
    return days if days is not None and days <= DAYS_WORTH_COUNTING else None


def tender_entries(tenders: "QuerySet[Tender]", *, at: datetime) -> list[TenderEntry]:
    """One page of the board, with places and lots read at once."""
    listed = list(tenders.prefetch_related("areas"))
    counts = dict(
        Lot.objects.filter(tender__in=listed, is_implicit=False)
        .values_list("tender")
        .annotate(number=Count("pk"))
    )
    return [
        TenderEntry(
            tender=tender,
            title=tender.title,
            standing=standing(tender, at=at),
            areas=", ".join(area.name for area in tender.areas.all()),
            lot_count=counts.get(tender.pk, 0),
        )
        for tender in listed
    ]


def tender_details(tender: Tender, *, at: datetime) -> TenderDetails:
    """Everything that the page of a tender shows."""
    lots = tender.lots.order_by("position").prefetch_related(
        "classifications", "stated_areas__area"
    )
    listed = list(lots)
    buyers, suppliers = (_here(tender, role) for role in (PartyRole.BUYER, PartyRole.SUPPLIER))
    is_whole = any(lot.is_implicit for lot in listed)
    return TenderDetails(
        tender=tender,
        standing=standing(tender, at=at),
        buyer=buyers[0] if len(buyers) == 1 else None,
        suppliers=suppliers,
        comments=list(
            tender.comments.shown().select_related("organisation").order_by("written_at", "pk")
        ),
        takes_comments=tender.takes_comments_at(at),
        lots=listed,
        lots_in_words=lots_in_words(tender.description) if is_whole else [],
        reserved_for=tender.reserved_in_words,
        is_provider_selection=tender.legal_regime == LegalRegime.PROVIDER_SELECTION_REGIME,
        published_again=_published_again(tender),
        map=map_of_areas(tender.areas.all()),
        other_deadlines=other_days(
            f"{tender.description}\n{tender.further_information}",
            end_at=tender.tender_period_end_at,
        ),
        earlier_end=earlier_end(tender.source, end_at=tender.tender_period_end_at),
    )


def _published_again(tender: Tender) -> list[Tender]:
    """Newest first, a few at most; told apart by hand, never joined."""
    if not tender.buyer_name:
        return []
    same = Tender.objects.listed().filter(
        buyer_name__iexact=tender.buyer_name, title__iexact=tender.title
    )
    newest = F("published_at").desc(nulls_last=True)
    return list(same.exclude(pk=tender.pk).order_by(newest, "-pk")[:MOST_PUBLISHED_AGAIN])


def _here(tender: Tender, role: PartyRole) -> list[Organisation]:
    """Organisations with a number that the notice gives for a party in this role, by name."""
    pairs = tender.parties.filter(role=role).values_list("scheme", "number")
    found = OrganisationIdentifier.objects.any_of(pairs)
    return list(Organisation.objects.filter(identifiers__in=found).in_name_order().distinct())
