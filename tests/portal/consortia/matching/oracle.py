"""The best team by trying every team: slow, plain, written from the rules and not the model."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from portal.consortia.matching.problem import Problem, Provider, Rules


def best_values(problem: Problem, locked: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """(minus slack, quality) of the best team, least slack first; None when there is no team."""
    found = [
        value
        for members in _allowed_sets(problem)
        if locked <= {item.key for item in members}
        for value in _values_of(problem, members)
    ]
    return max(((-slack, quality) for slack, quality in found), default=None)


def most_affinity(problem: Problem, *, slack: int, floor: int) -> tuple[int, int]:
    """(affinity, quality) of the team with most of it among those as complete and good enough."""
    found = []
    for members in _allowed_sets(problem):
        keys = {item.key for item in members}
        tied = sum(tie.weight for tie in problem.ties if {tie.first, tie.second} <= keys)
        shared = sum(len(one.values & other.values) for one, other in combinations(members, 2))
        affinity = problem.rules.tie_weight * tied + problem.rules.value_weight * shared
        for own_slack, quality in _values_of(problem, members):
            if own_slack == slack and quality >= floor:
                found.append((affinity, quality))
    return max(found)


def best_complete_by_member(problem: Problem) -> Iterator[tuple[frozenset[str], int]]:
    """Members and quality of every team whose only gaps are those that no provider can close."""
    slacks = {
        frozenset(item.key for item in members): list(_values_of(problem, members))
        for members in _allowed_sets(problem)
    }
    certain = _certain_slack(problem)
    for keys, values in slacks.items():
        complete = [quality for slack, quality in values if slack == certain]
        if complete:
            yield keys, max(complete)


def _certain_slack(problem: Problem) -> int:
    """Slack of gaps that are in every team, found from each provider by itself."""
    whole = 1 + sum(lot.weekly_hours for lot in problem.lots)
    fits = [
        (item, lot)
        for item in problem.providers
        for lot in problem.lots
        if _works(problem, item, lot) and _hours_short(problem, [(item, lot)]) is not None
    ]
    covered = {
        cell.key
        for item, lot in fits
        for cell in problem.cells
        if cell.lot == lot.key and _can(problem, item, cell)
    }
    served = {(lot.key, area) for item, lot in fits for area in _served(problem, item, lot)}
    slack = whole * (len(problem.cells) - len(covered))
    slack += sum(
        whole for lot in problem.lots for area in lot.areas if (lot.key, area) not in served
    )
    active = {lot.key for _item, lot in fits}
    slack += sum(lot.weekly_hours for lot in problem.lots if lot.key not in active)
    useful = {item.key for item, _lot in fits}
    may_lead = any(
        _may_lead(problem.rules, item) for item in problem.providers if item.key in useful
    )
    return slack + (0 if may_lead else whole)


def _allowed_sets(problem: Problem) -> Iterator[tuple[Provider, ...]]:
    rules = problem.rules
    useful = [
        item for item in problem.providers if any(_can(problem, item, c) for c in problem.cells)
    ]
    for size in range(rules.min_members, rules.max_members + 1):
        for members in combinations(useful, size):
            keys = {item.key for item in members}
            if any(pair <= keys for pair in problem.forbidden_pairs):
                continue
            if size > min(item.max_team_size for item in members):
                continue
            if sum(_alone(problem, item) for item in members) > 1:
                continue
            if _has_turnover(rules, [item.turnover for item in members]):
                yield members


def _has_turnover(rules: Rules, figures: list[int]) -> bool:
    if rules.turnover_mode == "aggregate":
        return sum(figures) >= rules.required_turnover
    return rules.turnover_mode != "each" or min(figures) >= rules.required_turnover


def _may_lead(rules: Rules, item: Provider) -> bool:
    needed = rules.required_turnover if rules.turnover_mode == "lead" else 0
    return item.may_lead and item.turnover >= max(needed, rules.lead_turnover)


def _values_of(problem: Problem, members: tuple[Provider, ...]) -> Iterator[tuple[int, int]]:
    choices = [
        (item, lot) for item in members for lot in problem.lots if _works(problem, item, lot)
    ]
    for flags in product((False, True), repeat=len(choices)):
        active = [choice for choice, flag in zip(choices, flags, strict=True) if flag]
        if {item.key for item, _lot in active} == {item.key for item in members}:
            value = _value(problem, members, active)
            if value is not None:
                yield value


def _value(problem: Problem, members: Any, active: Any) -> tuple[int, int] | None:
    rules = problem.rules
    whole = 1 + sum(lot.weekly_hours for lot in problem.lots)
    short = _hours_short(problem, active)
    if short is None:
        return None
    slack = short
    quality = 0
    for cell in problem.cells:
        scores = [
            max(_can(problem, item, cell))
            for item, lot in active
            if lot.key == cell.lot and _can(problem, item, cell)
        ]
        slack += 0 if scores else whole
        quality += max(scores, default=0) + (rules.backup_reward if len(scores) > 1 else 0)
    for lot in problem.lots:
        serving = {
            area for item, place in active if place is lot for area in _served(problem, item, lot)
        }
        slack += whole * len(lot.areas - serving)
    slack += 0 if any(_may_lead(rules, item) for item in members) else whole
    size = len(members)
    quality -= rules.member_cost * size + rules.pair_cost * size * (size - 1) // 2
    return slack, quality


def _hours_short(problem: Problem, active: Any) -> int | None:
    """Hours uncovered at best, trying every split in whole hours; None when nobody fits."""
    rules = problem.rules
    seats = [(item, lot) for item, lot in active if lot.weekly_hours]
    ranges = []
    for item, lot in seats:
        share = min(rules.max_share_percent, item.max_share_percent)
        least = min(rules.min_weekly_hours, lot.weekly_hours)
        most = min(item.weekly_hours, lot.weekly_hours * share // 100)
        if most < least:
            return None
        ranges.append(range(least, most + 1))
    best = None
    for hours in product(*ranges):
        given: dict[str, int] = {}
        served: dict[str, int] = {}
        for (item, lot), amount in zip(seats, hours, strict=True):
            given[item.key] = given.get(item.key, 0) + amount
            served[lot.key] = served.get(lot.key, 0) + amount
        if all(given[item.key] <= item.weekly_hours for item, _lot in seats):
            short = sum(max(0, lot.weekly_hours - served.get(lot.key, 0)) for lot in problem.lots)
            best = short if best is None else min(best, short)
    return best


def _works(problem: Problem, item: Provider, lot: Any) -> bool:
    return any(_can(problem, item, cell) for cell in problem.cells if cell.lot == lot.key)


def _served(problem: Problem, item: Provider, lot: Any) -> set[str]:
    wanted = {cell.capability for cell in problem.cells if cell.lot == lot.key}
    return {area for skill in item.skills if skill.capability in wanted for area in skill.areas}


def _is_shut_out(item: Provider, lot: Any) -> bool:
    return len(lot.only_kinds) > 0 and not any(kind in item.kinds for kind in lot.only_kinds)


def _can(problem: Problem, item: Provider, cell: Any) -> list[int]:
    lot = {lot.key: lot for lot in problem.lots}[cell.lot]
    if _is_shut_out(item, lot):
        return []
    return [
        skill.quality
        for skill in item.skills
        if skill.capability == cell.capability
        and (skill.is_registered or not cell.needs_registration)
        and skill.rating >= cell.least_rating
        and (
            cell.area in skill.areas
            if cell.area
            else not lot.areas or bool(lot.areas & skill.areas)
        )
    ]


def _alone(problem: Problem, item: Provider) -> bool:
    is_tested = problem.rules.turnover_mode != "none"
    return (
        _may_lead(problem.rules, item)
        and (not is_tested or item.turnover >= problem.rules.required_turnover)
        and item.max_share_percent == 100
        and item.weekly_hours >= sum(lot.weekly_hours for lot in problem.lots)
        and all(_can(problem, item, cell) for cell in problem.cells)
        and all(lot.areas <= _served(problem, item, lot) for lot in problem.lots)
        and not any(_is_shut_out(item, lot) for lot in problem.lots)
    )
