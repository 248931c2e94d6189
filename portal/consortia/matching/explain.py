"""Reads from a team's certificate why each member is in it and what nobody covers; words
come later.
"""

from dataclasses import dataclass

from portal.consortia.matching.eligibility import abilities
from portal.consortia.matching.problem import Cell, Problem
from portal.consortia.matching.team import GapKind, Team


@dataclass(frozen=True, kw_only=True)
class MemberReasons:
    """Why one provider is in the team: the cells it answers for, and those that no other
    member could.
    """

    provider: str
    is_lead: bool
    prime_cells: tuple[Cell, ...]
    only_cells: tuple[Cell, ...]
    backup_cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing the team lacks; ``nobody_can`` says that no provider open to matching has it
    at all.
    """

    kind: GapKind
    lot: str
    cell: Cell | None = None
    area: str = ""
    hours: int = 0
    """Hours a week that are short, of an HOURS gap."""
    nobody_can: bool = False


def reasons(problem: Problem, team: Team) -> tuple[MemberReasons, ...]:
    """One entry for each member, the lead first, then by the number of cells it answers for."""
    able = abilities(problem).quality
    found = []
    for member in sorted(team.members):
        own = [cell for cell in problem.cells if (member, cell.key) in able]
        active = [cell for cell in own if (member, cell.lot) in team.active]
        prime = [cell for cell in active if team.primes.get(cell.key) == member]
        others = team.members - {member}
        only = [cell for cell in prime if not any((key, cell.key) in able for key in others)]
        found.append(
            MemberReasons(
                provider=member,
                is_lead=member == team.lead,
                prime_cells=tuple(prime),
                only_cells=tuple(only),
                backup_cells=tuple(cell for cell in active if cell not in prime),
            )
        )
    return tuple(sorted(found, key=lambda item: (not item.is_lead, -len(item.prime_cells))))


def missing(problem: Problem, team: Team) -> tuple[Missing, ...]:
    """What the team lacks, in the order of the tender's cells."""
    covered = {cell for _provider, cell in abilities(problem).quality}
    cells = {cell.key: cell for cell in problem.cells}
    order = {key: place for place, key in enumerate(cells)}
    gaps = sorted(team.gaps, key=lambda gap: (order.get(gap.cell, len(order)), gap.lot, gap.area))
    return tuple(
        Missing(
            kind=gap.kind,
            lot=gap.lot,
            cell=cells.get(gap.cell),
            area=gap.area,
            hours=gap.hours,
            nobody_can=gap.kind is GapKind.CELL and gap.cell not in covered,
        )
        for gap in gaps
    )


def uncoverable(problem: Problem) -> tuple[Cell, ...]:
    """Cells that no provider of the problem can cover: what is missing even when no team is
    possible.
    """
    covered = {cell for _provider, cell in abilities(problem).quality}
    return tuple(cell for cell in problem.cells if cell.key not in covered)
