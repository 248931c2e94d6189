"""The tenders that a query of the board asks for, and how many each further choice would leave."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise

from portal.organisations.models import Area, ServiceType
from portal.organisations.selectors import FilterOption
from portal.tenders.board import FILTERS, BoardQuery, Closing, Subject, Suits, choices_of
from portal.tenders.models import LotClassification, Tender
from portal.tenders.querysets import TenderQuerySet, timing_condition

Condition = Callable[[str, datetime], Q]
VISIBLE = 6
"""Choices of a long list that are seen before the rest is folded away."""


@dataclass(frozen=True, kw_only=True)
class FilterGroup:
    """One filter as the component `filter_group` shows it; one with a choice is never folded."""

    key: str
    legend: str | Promise
    options: list[FilterOption]
    visible: int
    is_folded: bool


def narrowed(
    query: BoardQuery, *, at: datetime, ids: Collection[int] | None = None, without: str = ""
) -> TenderQuerySet:
    """What the board shows for the filters of a query, in no order.

    Args:
        query: whose filters; its words are the business of whoever gives `ids`.
        at: now.
        ids: only these tenders, where given.
        without: key of a filter to leave out.
    """
    tenders = Tender.objects.listed()
    if ids is not None:
        tenders = tenders.filter(pk__in=ids)
    for key, values in query.filters.items():
        if key != without:
            tenders = _narrow(tenders, key, values, at)
    return tenders


def filter_groups(
    query: BoardQuery, *, at: datetime, ids: Collection[int] | None = None
) -> list[FilterGroup]:
    """Every filter, each choice counted under all filters but its own."""
    return [_group(query, key, narrowed(query, at=at, ids=ids, without=key), at) for key in FILTERS]


def _narrow(
    tenders: TenderQuerySet, key: str, values: Sequence[str], at: datetime
) -> TenderQuerySet:
    if key == "area":
        areas = Area.objects.filter(slug__in=values)
        return tenders.filter(pk__in=Tender.objects.in_any_area(areas).values("pk"))
    if key == "service":
        codes = ServiceType.objects.filter(slug__in=values).values_list("cpv_code", flat=True)
        return tenders.filter(_has_code(codes))
    chosen = Q()
    for value in values:
        chosen |= _CONDITIONS[key](value, at)
    return tenders.filter(chosen)


def _group(query: BoardQuery, key: str, tenders: TenderQuerySet, at: datetime) -> FilterGroup:
    chosen = query.filters.get(key, ())
    counts = dict(_counts(key, tenders, at))
    words = choices_of(key)
    is_long = key in {"area", "service"}
    options = [
        FilterOption(value=value, label=label, count=counts[value], is_chosen=value in chosen)
        for value, label in words.items()
        if not is_long or counts[value] or value in chosen
    ]
    return FilterGroup(
        key=key,
        legend=FILTERS[key],
        options=options,
        visible=VISIBLE if is_long else len(options),
        is_folded=key in {"stage", "subject", "service"} and not chosen,
    )


def _counts(key: str, tenders: TenderQuerySet, at: datetime) -> Iterator[tuple[str, int]]:
    if key == "area":
        yield from _area_counts(tenders)
        return
    if key == "service":
        conditions: dict[str, Q | Exists] = {
            slug: _has_code([code])
            for slug, code in ServiceType.objects.exclude(cpv_code="").values_list(
                "slug", "cpv_code"
            )
        }
    else:
        conditions = {value: _CONDITIONS[key](value, at) for value in choices_of(key)}
    if not conditions:
        return
    numbers = {f"n{place}": Q(one) for place, one in enumerate(conditions.values())}
    found = tenders.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in numbers.items()}
    )
    yield from zip(conditions, (found[name] for name in numbers), strict=True)


def _area_counts(tenders: TenderQuerySet) -> Iterator[tuple[str, int]]:
    """An area has the tenders for it, for a place inside it, and for a larger place around it."""
    rows = tenders.filter(areas__isnull=False).order_by("pk").values_list("pk", "areas__path")
    # Many tenders name the same places, so each set of places is compared once.
    sets = Counter(
        frozenset(path for _pk, path in places)
        for _pk, places in groupby(rows, key=lambda row: row[0])
    )
    for slug, path in Area.objects.values_list("slug", "path"):
        yield slug, sum(number for paths, number in sets.items() if _concern(path, paths))


def _concern(path: str, paths: Iterable[str]) -> bool:
    return any(one.startswith(path) or path.startswith(one) for one in paths)


def _has_code(codes: Iterable[str]) -> Exists:
    """Tenders with a CPV code that is one of these or below it: 85312000 holds 85312400."""
    below = Q(pk__in=[])
    for code in codes:
        below |= Q(code__startswith=code.rstrip("0"))
    lots = LotClassification.objects.filter(lot__tender=OuterRef("pk"), scheme="CPV")
    return Exists(lots.filter(below))


def _closing(value: str, at: datetime) -> Q:
    until = at + timedelta(days=int(Closing(value)))
    bids = Q(tender_period_end_at__gt=at, tender_period_end_at__lte=until)
    talks = Q(engagement_end_at__gt=at, engagement_end_at__lte=until)
    return (timing_condition("open", at) & bids) | (timing_condition("coming", at) & talks)


def _suits(value: str, _at: datetime) -> Q:
    name = "suitability_sme" if value == Suits.SME else "suitability_vcse"
    return Q(**{name: True}) | Q(pk__in=Tender.objects.filter(**{f"lots__{name}": True}))


_CONDITIONS: dict[str, Condition] = {
    "status": timing_condition,
    "closing": _closing,
    "suits": _suits,
    "stage": lambda value, _at: Q(stage=value),
    "subject": lambda value, _at: Q(is_care_relevant=value == Subject.CARE),
}
