"""Reads of tenders for public pages; contact persons are in none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from portal.organisations.models import Area
from portal.organisations.selectors import FilterOption
from portal.tenders.board import BoardQuery, Subject, Timing
from portal.tenders.deadlines import other_days
from portal.tenders.enums import LegalRegime, ReservedFor, Stage, TenderStatus
from portal.tenders.models import Lot, Tender

if TYPE_CHECKING:
    from portal.tenders.querysets import TenderQuerySet

DAYS_WORTH_COUNTING = 90


@dataclass(frozen=True, kw_only=True)
class TenderBoard:
    """The list of tenders with the filters beside it."""

    tenders: "TenderQuerySet"
    timings: list[FilterOption]
    subjects: list[FilterOption]
    areas: list[FilterOption]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a tender stands now, in words, with the colour that repeats them."""

    label: str
    colour: str
    is_open: bool
    days_left: int | None
    """Whole days until the deadline of an open tender, once it is near enough to count."""
    is_engagement_over: bool


@dataclass(frozen=True, kw_only=True)
class TenderEntry:
    """One line of the board."""

    tender: Tender
    standing: Standing
    areas: str
    lot_count: int


@dataclass(frozen=True, kw_only=True)
class TenderDetails:
    """One tender with its lots, and what its codes mean in words."""

    tender: Tender
    standing: Standing
    lots: list[Lot]
    reserved_for: list[str]
    is_provider_selection: bool
    other_deadlines: list[date]
    """Days that the notice's words give for a deadline, and its field does not."""


def tender_board(query: BoardQuery, *, at: datetime) -> TenderBoard:
    """Tenders that fit the query, open ones first, and what each filter would show."""
    chosen = list(Area.objects.filter(slug__in=query.areas)) if query.areas else []
    by_area = _in_areas(Tender.objects.all(), chosen)
    timed = _about(Tender.objects.at_timing(query.timings, at), query.subjects)
    return TenderBoard(
        tenders=_in_areas(timed, chosen).open_first(at),
        timings=_timing_options(_about(by_area, query.subjects), query, at),
        subjects=_subject_options(by_area.at_timing(query.timings, at), query),
        areas=_area_options(timed, query),
    )


def standing(tender: Tender, *, at: datetime) -> Standing:
    """Whether a tender is open, still to come, closed or decided."""
    is_open = tender.is_open_at(at)
    label, colour = _standing_in_words(tender, is_open=is_open)
    talks_end_at = tender.engagement_end_at
    return Standing(
        label=label,
        colour=colour,
        is_open=is_open,
        days_left=_days_left(tender.tender_period_end_at, at) if is_open else None,
        is_engagement_over=talks_end_at is not None and talks_end_at <= at,
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
    words = dict(ReservedFor.choices)
    return TenderDetails(
        tender=tender,
        standing=standing(tender, at=at),
        lots=list(lots),
        reserved_for=[str(words.get(code, code)) for code in tender.reserved_for],
        is_provider_selection=tender.legal_regime == LegalRegime.PROVIDER_SELECTION_REGIME,
        other_deadlines=other_days(tender.description, end_at=tender.tender_period_end_at),
    )


def _in_areas(tenders: "TenderQuerySet", areas: Sequence[Area]) -> "TenderQuerySet":
    return tenders.in_any_area(areas) if areas else tenders


def _about(tenders: "TenderQuerySet", subjects: Sequence[str]) -> "TenderQuerySet":
    if len(subjects) != 1:
        return tenders
    return tenders.filter(is_care_relevant=subjects[0] == Subject.CARE)


def _timing_options(
    tenders: "TenderQuerySet", query: BoardQuery, at: datetime
) -> list[FilterOption]:
    return [
        FilterOption(
            value=timing.value,
            label=str(timing.label),
            count=tenders.at_timing([timing], at).count(),
            is_chosen=timing.value in query.timings,
        )
        for timing in Timing
    ]


def _subject_options(tenders: "TenderQuerySet", query: BoardQuery) -> list[FilterOption]:
    counts = tenders.aggregate(
        care=Count("pk", filter=Q(is_care_relevant=True), distinct=True),
        other=Count("pk", filter=Q(is_care_relevant=False), distinct=True),
    )
    return [
        FilterOption(
            value=subject.value,
            label=str(subject.label),
            count=counts[subject.value],
            is_chosen=subject.value in query.subjects,
        )
        for subject in Subject
    ]


def _area_options(tenders: "TenderQuerySet", query: BoardQuery) -> list[FilterOption]:
    """Areas that a tender is for, or that hold one; each counted as its filter would find it."""
    rows = list(tenders.filter(areas__isnull=False).values_list("pk", "areas__path"))
    offered = [
        area
        for area in Area.objects.order_by("path")
        if area.slug in query.areas or any(path.startswith(area.path) for _pk, path in rows)
    ]
    return [
        FilterOption(
            value=area.slug,
            label=area.name,
            count=_count_in(area, rows),
            is_chosen=area.slug in query.areas,
        )
        for area in offered
    ]


def _count_in(area: Area, rows: Iterable[tuple[int, str]]) -> int:
    return len(
        {pk for pk, path in rows if path.startswith(area.path) or area.path.startswith(path)}
    )
