"""Checks a proposed team against the rules from the facts alone; shares no code with the
model builder.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from portal.consortia.matching.problem import Cell, Lot, Problem, Provider, TurnoverMode
from portal.consortia.matching.team import GapKind, Team


def violations(problem: Problem, team: Team) -> list[str]:
    """Everything about the team that breaks a rule or misstates a fact; empty when it may be
    shown.
    """
    unknown = team.members - {provider.key for provider in problem.providers}
    if unknown:
        return [f"{key} is no provider of this problem" for key in sorted(unknown)]
    checks = (_size, _pairs, _lead, _turnover, _activity, _cells, _areas, _hours, _values)
    found = list(_lots(problem, team))
    if any((key, lot) in team.active for key in team.members for lot in team.left_out):
        found.append("somebody is active in a lot that is left out")
    # What is left out is asked of nobody; who could bid alone depends on all of it.
    rest = _bid_for(problem, team)
    for check in checks:
        found += check(problem if check is _pairs else rest, team)
    return found


def _lots(problem: Problem, team: Team) -> Iterator[str]:
    known = {lot.key for lot in problem.lots}
    most = problem.rules.max_lots or len(known)
    if not team.left_out <= known or len(team.left_out) != max(0, len(known) - most):
        yield f"the team leaves out {len(team.left_out)} lots"


def _bid_for(problem: Problem, team: Team) -> Problem:
    return replace(
        problem,
        lots=tuple(lot for lot in problem.lots if lot.key not in team.left_out),
        cells=tuple(cell for cell in problem.cells if cell.lot not in team.left_out),
    )


def _members(problem: Problem, team: Team) -> list[Provider]:
    return [provider for provider in problem.providers if provider.key in team.members]


def _can(problem: Problem, provider: Provider, cell: Cell) -> list[int]:
    """Quality of each declared skill that answers for the cell; empty when none does."""
    lot = next(lot for lot in problem.lots if lot.key == cell.lot)
    if not _is_let_in(provider, lot):
        return []
    found = []
    for skill in provider.skills:
        if skill.capability != cell.capability:
            continue
        if cell.needs_registration and not skill.is_registered:
            continue
        if cell.least_rating > skill.rating:
            continue
        wanted = lot.areas if cell.area is None else {cell.area}
        if wanted and not wanted & skill.areas:
            continue
        found.append(skill.quality)
    return found


def _is_let_in(provider: Provider, lot: Lot) -> bool:
    return lot.only_kinds == frozenset() or not provider.kinds.isdisjoint(lot.only_kinds)


def _in_area(problem: Problem, provider: Provider, lot: Lot, area: str) -> bool:
    capabilities = {cell.capability for cell in problem.cells if cell.lot == lot.key}
    return any(
        area in skill.areas and skill.capability in capabilities for skill in provider.skills
    )


def _size(problem: Problem, team: Team) -> Iterator[str]:
    if not problem.rules.min_members <= len(team.members) <= problem.rules.max_members:
        yield f"{len(team.members)} members"
    for item in _members(problem, team):
        if len(team.members) > item.max_team_size:
            yield f"{item.key} wants at most {item.max_team_size} members"


def _pairs(problem: Problem, team: Team) -> Iterator[str]:
    for pair in problem.forbidden_pairs:
        if pair <= team.members:
            yield f"{' and '.join(sorted(pair))} must not be paired"
    if problem.rules.is_one_standalone_at_most:
        alone = [item.key for item in _members(problem, team) if _alone(problem, item)]
        if len(alone) > 1:
            yield f"{' and '.join(sorted(alone))} could each bid alone"


def _alone(problem: Problem, provider: Provider) -> bool:
    rules = problem.rules
    floors = [rules.lead_turnover]
    if rules.turnover_mode != TurnoverMode.NONE:
        floors.append(rules.required_turnover)
    if not provider.may_lead or provider.turnover < max(floors):
        return False
    if provider.max_share_percent < 100:  # noqa: PLR2004 - it does not want all of it
        return False
    bids = combinations(problem.lots, min(rules.max_lots or len(problem.lots), len(problem.lots)))
    return any(_meets_alone(problem, provider, lots) for lots in bids)


def _meets_alone(problem: Problem, provider: Provider, lots: tuple[Lot, ...]) -> bool:
    keys = {lot.key for lot in lots}
    if provider.weekly_hours < sum(lot.weekly_hours for lot in lots):
        return False
    if not all(_is_let_in(provider, lot) for lot in lots):
        return False
    return all(_can(problem, provider, cell) for cell in problem.cells if cell.lot in keys) and all(
        _in_area(problem, provider, lot, area) for lot in lots for area in lot.areas
    )


def _lead(problem: Problem, team: Team) -> Iterator[str]:
    rules = problem.rules
    floor = rules.lead_turnover
    if rules.turnover_mode == TurnoverMode.LEAD:
        floor = max(floor, rules.required_turnover)
    fit = {item.key for item in _members(problem, team) if item.may_lead and item.turnover >= floor}
    is_gap = any(gap.kind == GapKind.LEAD for gap in team.gaps)
    if team.lead is None:
        if fit or not is_gap:
            yield "the lead is missing without need or without being named as a gap"
    elif team.lead not in fit or is_gap:
        yield f"{team.lead} cannot lead"


def _turnover(problem: Problem, team: Team) -> Iterator[str]:
    figures = [item.turnover for item in _members(problem, team)]
    rules = problem.rules
    if (
        rules.turnover_mode == TurnoverMode.AGGREGATE
        and sum(figures, start=0) < rules.required_turnover
    ):
        yield "turnover together is too low"
    if rules.turnover_mode == TurnoverMode.EACH and min(figures) < rules.required_turnover:
        yield "a member's turnover is too low"


def _activity(problem: Problem, team: Team) -> Iterator[str]:
    providers = {provider.key: provider for provider in problem.providers}
    reserved = {lot.key: lot for lot in problem.lots if lot.only_kinds}
    for key in team.members - {provider for provider, _lot in team.active}:
        yield f"{key} has nothing to do"
    for key, lot in sorted(team.active):
        cells = [cell for cell in problem.cells if cell.lot == lot]
        if key not in team.members:
            yield f"{key} is active and no member"
        elif lot in reserved and not _is_let_in(providers[key], reserved[lot]):
            yield f"{key} is of no kind that lot {lot} is reserved for"
        elif not any(_can(problem, providers[key], cell) for cell in cells):
            yield f"{key} can do nothing in lot {lot}"


def _cells(problem: Problem, team: Team) -> Iterator[str]:
    gaps = {gap.cell for gap in team.gaps if gap.kind == GapKind.CELL}
    members = {item.key: item for item in _members(problem, team)}
    for cell in problem.cells:
        prime = team.primes.get(cell.key)
        able = {
            key
            for key, item in members.items()
            if (key, cell.lot) in team.active and _can(problem, item, cell)
        }
        if prime is None and (able or cell.key not in gaps):
            yield f"nobody answers for {cell.key}, and it is not a true gap"
        if prime is not None and (prime not in able or cell.key in gaps):
            yield f"{prime} cannot answer for {cell.key}"


def _areas(problem: Problem, team: Team) -> Iterator[str]:
    gaps = {(gap.lot, gap.area) for gap in team.gaps if gap.kind == GapKind.AREA}
    for lot in problem.lots:
        active = [item for item in _members(problem, team) if (item.key, lot.key) in team.active]
        for area in lot.areas:
            is_served = any(_in_area(problem, item, lot, area) for item in active)
            if is_served == ((lot.key, area) in gaps):
                yield f"service in {area}, lot {lot.key}, is misstated"


def _hours(problem: Problem, team: Team) -> Iterator[str]:
    for item in _members(problem, team):
        promised = [hours for (key, _lot), hours in team.hours.items() if key == item.key]
        if sum(promised) > item.weekly_hours:
            yield f"{item.key} gives more hours than it has"
    for lot in problem.lots:
        if lot.weekly_hours:
            yield from _hours_of_lot(problem, team, lot)


def _hours_of_lot(problem: Problem, team: Team, lot: Lot) -> Iterator[str]:
    rules = problem.rules
    given = {key: hours for (key, place), hours in team.hours.items() if place == lot.key}
    for item in _members(problem, team):
        if (item.key, lot.key) not in team.active:
            continue
        share = min(item.max_share_percent, rules.max_share_percent)
        least = min(rules.min_weekly_hours, lot.weekly_hours)
        if not least <= given.get(item.key, 0) <= lot.weekly_hours * share / 100:
            yield f"{item.key} gives too few or too many hours in lot {lot.key}"
    missing = sum(
        gap.hours for gap in team.gaps if gap.kind == GapKind.HOURS and gap.lot == lot.key
    )
    if sum(given.values()) + missing < lot.weekly_hours:
        yield f"hours in lot {lot.key} are short and it is not said"


def _values(problem: Problem, team: Team) -> Iterator[str]:
    rules = problem.rules
    members = {item.key: item for item in _members(problem, team)}
    cells = {cell.key: cell for cell in problem.cells}
    quality = 0
    for cell in problem.cells:
        able = [
            key
            for key in members
            if (key, cell.lot) in team.active and _can(problem, members[key], cell)
        ]
        quality += rules.backup_reward if len(able) > 1 else 0
    for key, prime in team.primes.items():
        if prime in members and key in cells:
            quality += max(_can(problem, members[prime], cells[key]), default=0)
    size = len(members)
    quality -= rules.member_cost * size + rules.pair_cost * (size * (size - 1) // 2)
    if quality != team.quality:
        yield f"quality is {quality}, not {team.quality}"
    affinity = sum(
        rules.tie_weight * tie.weight
        for tie in problem.ties
        if tie.first in members and tie.second in members
    )
    for one, other in combinations(members.values(), 2):
        affinity += rules.value_weight * len(one.values & other.values)
    if affinity != team.affinity:
        yield f"affinity is {affinity}, not {team.affinity}"
