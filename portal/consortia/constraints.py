"""Turns what people confirmed into what the matching knows: limits for what must be met, and a
little more quality for what is wished.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.consortia.matching.problem import Lot, Provider, Rules, Skill, TurnoverMode
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import (
    RequirementKind,
    RequirementState,
    SourceKind,
    TurnoverTest,
)
from portal.organisations.models import ServiceType
from portal.organisations.models.profile import Rating
from portal.tenders.models import Tender

RATING_RANK = {
    Rating.OUTSTANDING: 4,
    Rating.GOOD: 3,
    Rating.REQUIRES_IMPROVEMENT: 2,
    Rating.INADEQUATE: 1,
    Rating.NOT_RATED: 0,
}
WISHED = 8
"""Quality for each wish that a service meets: less than one step of the regulator's rating."""
_MODES = {
    TurnoverTest.AGGREGATE: TurnoverMode.AGGREGATE,
    TurnoverTest.LEAD: TurnoverMode.LEAD,
    TurnoverTest.EACH: TurnoverMode.EACH,
}


def confirmed_requirements(tender: Tender) -> list[TenderRequirement]:
    """What people confirmed for the tender, those of every lot first."""
    rows = TenderRequirement.objects.filter(tender=tender, state=RequirementState.CONFIRMED)
    return list(
        rows.select_related("lot", "service_type", "area", "decided_for").order_by(
            "lot__position", "kind", "pk"
        )
    )


@dataclass(frozen=True, kw_only=True)
class CapabilityDecisions:
    """Services that people added to lots or dropped from them; a lot of None is every lot."""

    added: tuple[tuple[int | None, ServiceType], ...]
    dropped: frozenset[tuple[int | None, int]]

    def asked_in(self, lot_id: int, stated: Iterable[ServiceType]) -> list[ServiceType]:
        """The services asked for in a lot: those its codes state, and what people decided."""
        added = [service for lot, service in self.added if lot in {None, lot_id}]
        services = {service.pk: service for service in (*stated, *added)}
        kept = {service.pk for service in added}
        return [
            service
            for pk, service in services.items()
            if pk in kept or not {(None, pk), (lot_id, pk)} & self.dropped
        ]


def capability_decisions(tender: Tender) -> CapabilityDecisions:
    """What people decided about services of the tender; alternatives stay with people."""
    rows = TenderRequirement.objects.filter(
        tender=tender, kind=RequirementKind.CAPABILITY, service_type__isnull=False
    ).select_related("service_type")
    return CapabilityDecisions(
        added=tuple(
            (row.lot_id, row.service_type)
            for row in rows.filter(
                state=RequirementState.CONFIRMED, is_hard=True, group=0
            ).order_by("pk")
            if row.service_type is not None
        ),
        dropped=frozenset(
            (row.lot_id, row.service_type_id)
            for row in rows.filter(state=RequirementState.DROPPED, source_kind=SourceKind.FIELD)
            if row.service_type_id is not None
        ),
    )


def is_tested(row: TenderRequirement) -> bool:
    """Whether the matching can hold providers to it; the rest is for people to check.

    Nobody declares insurance or years, and a turnover without whose is no test.
    """
    if row.kind in {RequirementKind.INSURANCE, RequirementKind.EXPERIENCE}:
        return False
    return row.kind != RequirementKind.TURNOVER or row.turnover_test in _MODES


def unsaid_turnover(tender: Tender) -> int:
    """The most that must be turned over, in thousand pounds, of tests that do not say by whom."""
    amounts = [
        row.amount or 0
        for row in confirmed_requirements(tender)
        if row.kind == RequirementKind.TURNOVER and row.is_hard and not is_tested(row)
    ]
    return -(-max(amounts, default=0) // 1000)


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What must be met, ready for a problem."""

    rows: tuple[TenderRequirement, ...]

    @classmethod
    def of(cls, rows: Iterable[TenderRequirement]) -> "Constraints":
        """Read the confirmed ones that must be met and can be tested.

        Of alternatives of one kind the least demanding counts. Alternatives of several kinds are
        left to people: any of them might be the one that is met.
        """
        alone: list[TenderRequirement] = []
        groups: dict[tuple[int | None, int], list[TenderRequirement]] = {}
        for row in rows:
            if row.is_hard and row.group:
                groups.setdefault((row.lot_id, row.group), []).append(row)
            elif row.is_hard and is_tested(row):
                alone.append(row)
        for members in groups.values():
            # Services, places and whose turnover are no scale on which one is the least.
            kinds = {(row.kind, row.turnover_test) for row in members}
            is_scale = members[0].kind not in {RequirementKind.CAPABILITY, RequirementKind.AREA}
            if len(kinds) == 1 and (is_scale or len(members) == 1) and is_tested(members[0]):
                alone.append(min(members, key=_demand))
        return cls(rows=tuple(alone))

    def rules(self) -> Rules:
        """The test of turnover that the notice states; the largest where lots differ."""
        tests = [row for row in self.rows if row.kind == RequirementKind.TURNOVER]
        if not tests:
            return Rules()
        most = max(tests, key=_demand)
        return Rules(
            turnover_mode=_MODES[TurnoverTest(most.turnover_test)],
            # Thousand pounds, rounded up: a pound too little is too little.
            required_turnover=-(-(most.amount or 0) // 1000),
        )

    def lot(self, lot_id: int) -> Lot:
        """The lot with its hours a week and the areas that somebody has to serve."""
        hours = [row.amount or 0 for row in self._for(RequirementKind.HOURS, lot_id)]
        areas = {str(row.area_id) for row in self._for(RequirementKind.AREA, lot_id)}
        return Lot(key=str(lot_id), weekly_hours=max(hours, default=0), areas=frozenset(areas))

    def needs_registration(self, lot_id: int, service_type_id: int) -> bool:
        """Whether whoever gives the service in the lot must be registered."""
        rows = self._for(RequirementKind.REGISTRATION, lot_id)
        return any(row.service_type_id in {None, service_type_id} for row in rows)

    def least_rating(self, lot_id: int, service_type_id: int) -> int:
        """The lowest rating that is enough, from 4 for the best; 0 where none is asked for."""
        return max(
            (
                RATING_RANK[Rating(row.rating)]
                for row in self._for(RequirementKind.RATING, lot_id)
                if row.service_type_id in {None, service_type_id}
            ),
            default=0,
        )

    def _for(self, kind: RequirementKind, lot_id: int) -> list[TenderRequirement]:
        return [row for row in self.rows if row.kind == kind and row.lot_id in {None, lot_id}]


def with_wishes(
    providers: tuple[Provider, ...],
    rows: Iterable[TenderRequirement],
    asked: Mapping[int, set[str]],
) -> tuple[Provider, ...]:
    """The providers with a little more quality for each wish that a service of theirs meets.

    ``asked`` has the services asked for by lot: a wish about one lot betters no other service.
    """
    wishes = [row for row in rows if not row.is_hard and is_tested(row)]
    if not wishes:
        return providers
    return tuple(
        replace(
            provider,
            skills=tuple(
                replace(
                    skill,
                    quality=skill.quality
                    + WISHED * sum(_meets(row, provider, skill, asked) for row in wishes),
                )
                for skill in provider.skills
            ),
        )
        for provider in providers
    )


def _meets(
    row: TenderRequirement, provider: Provider, skill: Skill, asked: Mapping[int, set[str]]
) -> bool:
    wanted = asked.get(row.lot_id, set()) if row.lot_id else set().union(*asked.values())
    if skill.capability not in wanted:
        return False
    if row.service_type_id is not None and skill.capability != str(row.service_type_id):
        return False
    amount = row.amount or 0
    return {
        RequirementKind.CAPABILITY: True,
        RequirementKind.REGISTRATION: skill.is_registered,
        RequirementKind.RATING: skill.rating
        >= RATING_RANK.get(Rating(row.rating or "not-rated"), 0),
        RequirementKind.HOURS: provider.weekly_hours >= amount,
        RequirementKind.TURNOVER: provider.turnover * 1000 >= amount,
        RequirementKind.AREA: str(row.area_id) in skill.areas,
    }[RequirementKind(row.kind)]


def _demand(row: TenderRequirement) -> int:
    return row.amount or RATING_RANK.get(Rating(row.rating or Rating.NOT_RATED), 0)
