"""Reads the lots of a tender, or makes the one lot that stands for all of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from portal.tenders.ocds.areas import PlacedArea, places
from portal.tenders.ocds.classifications import Placed, classifications
from portal.tenders.ocds.facts import AreaFacts, ClassificationFacts, LotFacts
from portal.tenders.ocds.terms import award_criteria, reserved_for, reserved_location
from portal.tenders.ocds.values import Money, Node

IMPLICIT_LOT = "1"
LONGEST_ID = 100
LONGEST_TITLE = 500
LONGEST_CONTRACT = 36_525
"""Days; a hundred years."""
Fact = TypeVar("Fact", AreaFacts, ClassificationFacts)


@dataclass(frozen=True, kw_only=True)
class _Contract:
    """When a contract runs, as far as a notice says."""

    start_date: date | None
    end_date: date | None
    latest_end_date: date | None
    days: int | None


def lots(release: Node) -> tuple[LotFacts, ...]:
    """The lots in the notice's order; a tender without lots has the implicit lot “1”."""
    tender = release.child("tender")
    stated = list(tender.children("lots"))
    ids = _lot_ids(stated)
    by_code, by_place = classifications(release), places(release)
    _check_links(tender, set(ids) or {IMPLICIT_LOT}, by_place)
    if not stated:
        return (_implicit(tender, by_code, by_place),)
    _check_items(tender, stated, ids)
    found = tuple(
        _stated(
            lot,
            lot_id,
            tender,
            codes=_codes_of(lot_id, ids, by_code),
            areas=_areas_of(lot_id, ids, by_place),
        )
        for lot, lot_id in zip(stated, ids, strict=True)
    )
    _check_sum(tender, found)
    return found


def _implicit(tender: Node, codes: list[Placed], areas: list[PlacedArea]) -> LotFacts:
    contract = _contract(tender)
    sme, vcse = _suitability(tender, tender)
    return LotFacts(
        lot_id=IMPLICIT_LOT,
        title="",
        description="",
        status="",
        value=tender.money("value"),
        contract_start_date=contract.start_date,
        contract_end_date=contract.end_date,
        contract_latest_end_date=contract.latest_end_date,
        duration_in_days=contract.days,
        suitability_sme=sme,
        suitability_vcse=vcse,
        is_implicit=True,
        classifications=_once(placed.said for placed in codes),
        areas=_once_by_text(placed.said for placed in areas),
        award_criteria=award_criteria(tender, tender),
        reserved_for=reserved_for(tender),
        reserved_location=reserved_location(tender),
    )


def _stated(
    lot: Node,
    lot_id: str,
    tender: Node,
    *,
    codes: tuple[ClassificationFacts, ...],
    areas: tuple[AreaFacts, ...],
) -> LotFacts:
    contract = _contract(lot)
    sme, vcse = _suitability(lot, tender)
    return LotFacts(
        lot_id=lot_id,
        title=lot.text("title", longest=LONGEST_TITLE),
        description=lot.text("description"),
        status=lot.text("status", longest=20),
        value=_lot_value(lot, tender),
        contract_start_date=contract.start_date,
        contract_end_date=contract.end_date,
        contract_latest_end_date=contract.latest_end_date,
        duration_in_days=contract.days,
        suitability_sme=sme,
        suitability_vcse=vcse,
        is_implicit=False,
        classifications=codes,
        areas=areas,
        award_criteria=award_criteria(lot, tender),
        reserved_for=reserved_for(lot, else_for=reserved_for(tender)),
        reserved_location=reserved_location(lot) or reserved_location(tender),
    )


def _lot_ids(stated: list[Node]) -> list[str]:
    """An id for each lot; one that is missing or taken gets its position, or the next free one."""
    ids: list[str] = []
    for position, lot in enumerate(stated, 1):
        lot_id = lot.text("id", longest=LONGEST_ID)
        if not lot_id or lot_id in ids:
            lot_id = _free_id(position, ids)
            lot.drop("id", _("No id of its own; called “%(id)s”.") % {"id": lot_id})
        ids.append(lot_id)
    return ids


def _free_id(position: int, taken: list[str]) -> str:
    while str(position) in taken:
        position += 1
    return str(position)


def _check_links(tender: Node, ids: set[str], areas: list[PlacedArea]) -> None:
    unknown = sorted({placed.lot_id for placed in areas if placed.lot_id} - ids)
    if unknown:
        tender.findings.repaired(
            tender.path_of("items/relatedLot"),
            ", ".join(unknown),
            _("There is no such lot; taken as said of all lots."),
        )


def _check_items(tender: Node, stated: list[Node], ids: list[str]) -> None:
    """Note the lots of which no item speaks; an item without a lot speaks of all."""
    spoken_of = {item.text("relatedLot") for item in tender.children("items")}
    if spoken_of - set(ids):
        return
    for lot, lot_id in zip(stated, ids, strict=True):
        if lot_id not in spoken_of:
            tender.findings.repaired(
                lot.path,
                lot_id,
                _("No item speaks of this lot; only what the notice says of all lots counts."),
            )


def _check_sum(tender: Node, found: tuple[LotFacts, ...]) -> None:
    """Note where the lots together are worth another sum than the tender."""
    whole, values = tender.money("value"), [lot.value for lot in found]
    if whole is None or any(value is None or value.currency != whole.currency for value in values):
        return
    total = sum((value.amount for value in values if value is not None), Decimal(0))
    if total != whole.amount:
        tender.child("value").drop(
            "amount",
            _("The lots add up to %(total)s; each was kept as stated. Check it.")
            % {"total": total},
        )


def _codes_of(lot_id: str, ids: list[str], placed: list[Placed]) -> tuple[ClassificationFacts, ...]:
    return _once(code.said for code in placed if _applies(code.lot_ids, lot_id, ids))


def _areas_of(lot_id: str, ids: list[str], placed: list[PlacedArea]) -> tuple[AreaFacts, ...]:
    return _once_by_text(
        area.said for area in placed if _applies((area.lot_id,) if area.lot_id else (), lot_id, ids)
    )


def _applies(stated: tuple[str, ...], lot_id: str, ids: list[str]) -> bool:
    known = [other for other in stated if other in ids]
    return lot_id in known or not known


def _once(codes: Iterable[ClassificationFacts]) -> tuple[ClassificationFacts, ...]:
    return _first_of_each(codes, lambda code: (code.scheme, code.code))


def _once_by_text(areas: Iterable[AreaFacts]) -> tuple[AreaFacts, ...]:
    return _first_of_each(areas, lambda area: (area.scheme, area.text))


def _first_of_each(
    facts: Iterable[Fact], key: Callable[[Fact], tuple[str, str]]
) -> tuple[Fact, ...]:
    found: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        found.setdefault(key(fact), fact)
    return tuple(found.values())


def _contract(node: Node) -> _Contract:
    period = node.child("contractPeriod")
    start, end = period.local_date("startDate"), period.local_date("endDate")
    if start and end and end < start:
        period.drop("endDate", _("The contract would end before it starts; the end was left out."))
        end = None
    return _Contract(
        start_date=start,
        end_date=end,
        latest_end_date=period.local_date("maxExtentDate"),
        days=period.count("durationInDays", most=LONGEST_CONTRACT),
    )


def _suitability(lot: Node, tender: Node) -> tuple[bool | None, bool | None]:
    """The lot's own answer, else the tender's; silence stays unknown."""
    own, shared = lot.child("suitability"), tender.child("suitability")
    answers = [own.yes_no(key) for key in ("sme", "vcse")]
    fallback = [shared.yes_no(key) for key in ("sme", "vcse")]
    sme, vcse = (
        answer if answer is not None else other
        for answer, other in zip(answers, fallback, strict=True)
    )
    return sme, vcse


def _lot_value(lot: Node, tender: Node) -> Money | None:
    value, whole = lot.money("value"), tender.money("value")
    if value and whole and value.currency != whole.currency:
        lot.child("value").drop(
            "currency",
            _("The tender is in %(currency)s; the lot's value was kept as stated. Check it.")
            % {"currency": whole.currency},
        )
    return value
