"""Which provider may answer for which cell, and how well; the model builder's reading of the
facts.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from math import inf

from portal.consortia.matching.problem import (
    Cell,
    Lot,
    Problem,
    Provider,
    Rules,
    Skill,
    TurnoverMode,
)


@dataclass(frozen=True, kw_only=True)
class Abilities:
    """Quality by (provider, cell) for every pair that is allowed, and the cells of each lot."""

    quality: Mapping[tuple[str, str], int]
    cells_of_lot: Mapping[str, tuple[Cell, ...]]
    candidates: tuple[Provider, ...]
    """Providers that may cover at least one cell: no other can be in a team."""

    def lots_of(self, provider: Provider) -> list[str]:
        """Lots in which the provider may cover a cell."""
        return [
            lot
            for lot, cells in self.cells_of_lot.items()
            if any((provider.key, cell.key) in self.quality for cell in cells)
        ]

    def serves(self, provider: Provider, area: str, lot: Lot) -> bool:
        """Whether the provider may and does offer one of the lot's capabilities in the area."""
        wanted = {cell.capability for cell in self.cells_of_lot[lot.key]}
        return may_work_in(provider.kinds, lot) and any(
            skill.capability in wanted and area in skill.areas for skill in provider.skills
        )


def abilities(problem: Problem) -> Abilities:
    """Read from the declared skills who may cover what."""
    lots = {lot.key: lot for lot in problem.lots}
    by_capability: dict[str, list[Cell]] = {}
    for cell in problem.cells:
        by_capability.setdefault(cell.capability, []).append(cell)
    quality: dict[tuple[str, str], int] = {}
    for provider in problem.providers:
        closed = {lot.key for lot in problem.lots if not may_work_in(provider.kinds, lot)}
        for skill in provider.skills:
            for cell in by_capability.get(skill.capability, ()):
                if cell.lot not in closed and _fits(skill, cell, lots[cell.lot]):
                    pair = (provider.key, cell.key)
                    quality[pair] = max(quality.get(pair, 0), skill.quality)
    able = {provider for provider, _cell in quality}
    return Abilities(
        quality=quality,
        cells_of_lot={
            lot: tuple(cell for cell in problem.cells if cell.lot == lot) for lot in lots
        },
        candidates=tuple(item for item in problem.providers if item.key in able),
    )


def may_work_in(kinds: Set[str], lot: Lot) -> bool:
    """Whether one that is of these kinds may work in the lot at all."""
    return not lot.only_kinds or bool(lot.only_kinds & kinds)


def _fits(skill: Skill, cell: Cell, lot: Lot) -> bool:
    if cell.needs_registration and not skill.is_registered:
        return False
    if skill.rating < cell.least_rating:
        return False
    if cell.area is not None:
        return cell.area in skill.areas
    return not lot.areas or bool(lot.areas & skill.areas)


def hours_range(rules: Rules, provider: Provider, lot: Lot) -> tuple[int, int]:
    """Fewest and most hours a week that the provider gives in a lot where it is active."""
    share = min(rules.max_share_percent, provider.max_share_percent)
    least = min(rules.min_weekly_hours, lot.weekly_hours)
    return least, min(provider.weekly_hours, lot.weekly_hours * share // 100)


def least_lead_turnover(rules: Rules) -> int:
    """Thousand pounds that whoever leads must turn over."""
    is_tested = rules.turnover_mode is TurnoverMode.LEAD
    return max(rules.lead_turnover, rules.required_turnover if is_tested else 0)


@dataclass(frozen=True, kw_only=True)
class CertainGaps:
    """What no provider of a problem could close: in every team, so it makes none worse."""

    cells: frozenset[str]
    areas: frozenset[tuple[str, str]]
    """(lot, area)"""
    hours: frozenset[str]
    """Lots in which nobody can be active."""
    is_lead: bool


NO_GAPS = CertainGaps(cells=frozenset(), areas=frozenset(), hours=frozenset(), is_lead=False)


def certain_gaps(problem: Problem, able: Abilities) -> CertainGaps:
    """Read from each provider by itself what none of them could give.

    Where lots may be left out, what is missing in one of them is no gap of every team.
    """
    active = {
        (item.key, lot.key)
        for item in able.candidates
        for lot in problem.lots
        if is_active_possible(problem.rules, item, lot, able)
    }
    useful = [item for item in able.candidates if any(key == item.key for key, _lot in active)]
    lots = {cell.key: cell.lot for cell in problem.cells}
    covered = {cell for key, cell in able.quality if (key, lots[cell]) in active}
    least = least_lead_turnover(problem.rules)
    is_lead = not any(item.may_lead and item.turnover >= least for item in useful)
    if problem.has_choice_of_lots:
        return replace(NO_GAPS, is_lead=is_lead)
    return CertainGaps(
        cells=frozenset(lots) - covered,
        areas=frozenset(
            (lot.key, area)
            for lot in problem.lots
            for area in lot.areas
            if not any(
                (item.key, lot.key) in active and able.serves(item, area, lot) for item in useful
            )
        ),
        hours=frozenset(lot.key for lot in problem.lots) - {lot for _key, lot in active},
        is_lead=is_lead,
    )


def is_active_possible(rules: Rules, provider: Provider, lot: Lot, able: Abilities) -> bool:
    """Whether the provider can cover something in the lot and give enough hours to it."""
    least, most = hours_range(rules, provider, lot)
    return least <= most and any(
        (provider.key, cell.key) in able.quality for cell in able.cells_of_lot[lot.key]
    )


def stands_alone(problem: Problem, provider: Provider, able: Abilities) -> bool:
    """Whether the provider could bid for as many lots as one bid may name by itself, and so
    competes with others that could.
    """
    rules = problem.rules
    needed = max(
        rules.lead_turnover,
        rules.required_turnover if rules.turnover_mode is not TurnoverMode.NONE else 0,
    )
    return (
        provider.may_lead
        and provider.turnover >= needed
        and provider.max_share_percent == 100  # noqa: PLR2004 - all of it
        and provider.weekly_hours >= _hours_alone(problem, provider, able)
    )


def _hours_alone(problem: Problem, provider: Provider, able: Abilities) -> float:
    """Hours a week of the smallest bid that the provider could meet; infinite without any."""
    whole = [
        lot.weekly_hours
        for lot in problem.lots
        if may_work_in(provider.kinds, lot)
        and all((provider.key, cell.key) in able.quality for cell in able.cells_of_lot[lot.key])
        and all(able.serves(provider, area, lot) for area in lot.areas)
    ]
    return sum(sorted(whole)[: problem.lots_bid]) if len(whole) >= problem.lots_bid else inf
