"""Which provider may answer for which cell, and how well; the model builder's reading of the
facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.consortia.matching.problem import Cell, Lot, Problem, Provider, Skill, TurnoverMode


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


def abilities(problem: Problem) -> Abilities:
    """Read from the declared skills who may cover what."""
    lots = {lot.key: lot for lot in problem.lots}
    by_capability: dict[str, list[Cell]] = {}
    for cell in problem.cells:
        by_capability.setdefault(cell.capability, []).append(cell)
    quality: dict[tuple[str, str], int] = {}
    for provider in problem.providers:
        for skill in provider.skills:
            for cell in by_capability.get(skill.capability, ()):
                if _fits(skill, cell, lots[cell.lot]):
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


def _fits(skill: Skill, cell: Cell, lot: Lot) -> bool:
    if cell.needs_registration and not skill.is_registered:
        return False
    if cell.area is not None:
        return cell.area in skill.areas
    return not lot.areas or bool(lot.areas & skill.areas)


def serves(provider: Provider, area: str, cells: tuple[Cell, ...]) -> bool:
    """Whether the provider offers one of the lot's capabilities in the area."""
    wanted = {cell.capability for cell in cells}
    return any(skill.capability in wanted and area in skill.areas for skill in provider.skills)


def stands_alone(problem: Problem, provider: Provider, able: Abilities) -> bool:
    """Whether the provider could bid for everything by itself, and so competes with others
    that could.
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
        and provider.weekly_hours >= sum(lot.weekly_hours for lot in problem.lots)
        and all((provider.key, cell.key) in able.quality for cell in problem.cells)
        and all(
            serves(provider, area, able.cells_of_lot[lot.key])
            for lot in problem.lots
            for area in lot.areas
        )
    )
