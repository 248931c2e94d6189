"""Reads what a matching depends on: what a tender asks for, and who is open to it with what."""

from dataclasses import dataclass, replace
from datetime import datetime

from portal.consortia.constraints import (
    Constraints,
    capability_decisions,
    confirmed_requirements,
    with_wishes,
)
from portal.consortia.exposure import is_busy
from portal.consortia.market import Market, Occasion, read_market
from portal.consortia.matching.problem import Cell, Problem
from portal.consortia.standing import kinds_wanted
from portal.organisations.models import Area, ServiceType
from portal.organisations.models.opt_in import MatchPurpose
from portal.tenders.enums import OVER_FOR_BIDS
from portal.tenders.models import Lot, Tender


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One service that a lot asks for, in one area, or anywhere when the notice names none."""

    lot: Lot
    service_type: ServiceType
    area: Area | None

    @property
    def key(self) -> str:
        """Names the requirement inside one problem."""
        return f"{self.lot.pk}:{self.service_type.pk}:{self.area.pk if self.area else ''}"


def requirements_of(tender: Tender) -> list[Requirement]:
    """What the notice's CPV codes and people ask for, lot by lot and area by area, without lots
    that are cancelled, awarded or withdrawn.

    A code that no service type carries adds nothing: free text never becomes a requirement
    without a person (matching reference, 3.4). A service that people dropped from a lot is left
    out of it, and one that they confirmed as a must is asked for beside those of the codes.
    """
    by_code: dict[str, list[ServiceType]] = {}
    for service_type in ServiceType.objects.exclude(cpv_code="").order_by("slug"):
        by_code.setdefault(service_type.cpv_code, []).append(service_type)
    fallback: list[Area | None] = [*tender.areas.order_by("path")]
    decisions = capability_decisions(tender)
    found = []
    lots = tender.lots.exclude(status__in=OVER_FOR_BIDS).order_by("position")
    for lot in lots.prefetch_related("classifications", "areas"):
        codes = [item.code for item in lot.classifications.all() if item.scheme == "CPV"]
        stated = [service for code in sorted(set(codes)) for service in by_code.get(code, [])]
        areas = sorted(lot.areas.all(), key=lambda area: str(area.path)) or fallback or [None]
        found += [
            Requirement(lot=lot, service_type=service_type, area=area)
            for service_type in decisions.asked_in(lot.pk, stated)
            for area in areas
        ]
    return found


def problem_for(tender: Tender, requirements: list[Requirement], *, at: datetime) -> Problem:
    """The matching problem of a tender as things stand at ``at``; keys are database ids as text."""
    return problem_in(market_at(at, is_example=tender.is_example), tender, requirements)


def market_at(at: datetime, *, is_example: bool) -> Market:
    """Who may be proposed for tenders: the real ones, or the fictional ones for examples."""
    return read_market(Occasion(purpose=MatchPurpose.TENDERS, is_example=is_example, at=at))


def problem_in(market: Market, tender: Tender, requirements: list[Requirement]) -> Problem:
    """The matching problem of a tender among providers who were read before."""
    confirmed = confirmed_requirements(tender)
    held_to = Constraints.of(confirmed)
    named = [item.area for item in requirements] + [row.area for row in confirmed]
    starts = [item.lot.contract_start_date for item in requirements if item.lot.contract_start_date]
    areas = {area.pk: area for area in named if area is not None}
    reserved = {item.lot.pk: kinds_wanted(item.lot.reserved_for) for item in requirements}
    lots = tuple(
        replace(held_to.lot(lot_id), only_kinds=kinds) for lot_id, kinds in sorted(reserved.items())
    )
    providers = tuple(
        item
        for item in market.providers(
            areas.values(),
            ocid=tender.ocid,
            starts_on=min(starts, default=None),
            lots=lots,
        )
        if not is_busy(int(item.key), tender, market.bids)
    )
    asked: dict[int, set[str]] = {}
    for item in requirements:
        asked.setdefault(item.lot.pk, set()).add(str(item.service_type.pk))
    return Problem(
        tender=tender.ocid,
        lots=lots,
        cells=tuple(_cell(item, held_to) for item in requirements),
        providers=with_wishes(providers, confirmed, asked),
        forbidden_pairs=market.forbidden_pairs,
        ties=market.ties,
        rules=replace(held_to.rules(), max_lots=tender.maximum_lots_bid or 0),
    )


def _cell(requirement: Requirement, held_to: Constraints) -> Cell:
    area, lot_id, service = requirement.area, requirement.lot.pk, requirement.service_type
    return Cell(
        key=requirement.key,
        lot=str(lot_id),
        capability=str(service.pk),
        area=str(area.pk) if area else None,
        needs_registration=service.is_regulated or held_to.needs_registration(lot_id, service.pk),
        least_rating=held_to.least_rating(lot_id, service.pk),
    )
