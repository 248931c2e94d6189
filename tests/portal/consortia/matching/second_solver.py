"""The best values by another solver, HiGHS, in a process of its own.

OR-Tools and HiGHS may bring the same library and then cannot live in one process. The model below
is written from the rules and shares no code with the one it checks; it reads pickled problems.
"""

import json
import pickle
import sys
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix


class Model:
    """Whole-number variables with bounds, and rows of coefficients."""

    def __init__(self) -> None:
        self.top: list[float] = []
        self.rows: list[dict[int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def variable(self, top: float = 1) -> int:
        self.top.append(top)
        return len(self.top) - 1

    def row(self, terms: list[tuple[int, float]], low: float = -np.inf, high: float = np.inf):
        row: dict[int, float] = {}
        for variable, factor in terms:
            row[variable] = row.get(variable, 0) + factor
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def highest(self, aim: dict[int, float]) -> int | None:
        """The highest value of the aim; None when nothing fits."""
        costs = np.zeros(len(self.top))
        for variable, factor in aim.items():
            costs[variable] = -factor
        places = [(r, c, f) for r, row in enumerate(self.rows) for c, f in row.items()]
        rows, columns, factors = zip(*places, strict=True)
        shape = (len(self.rows), len(self.top))
        matrix = csr_matrix((factors, (rows, columns)), shape=shape)
        found = milp(
            costs,
            constraints=LinearConstraint(matrix, self.low, self.high),
            integrality=np.ones(len(self.top)),
            bounds=Bounds(np.zeros(len(self.top)), np.array(self.top)),
            options={"mip_rel_gap": 0.0},
        )
        if found.status == 2:
            return None
        assert found.status == 0, found.message
        return round(-found.fun)


def best_values(problem: Any) -> tuple[int, int] | None:
    """(minus slack, quality), least slack first; None when there is no team."""
    model = Model()
    slack, quality = _built(model, problem)
    least = model.highest({variable: -factor for variable, factor in slack.items()})
    if least is None:
        return None
    model.row(list(slack.items()), high=-least)
    best = model.highest(quality)
    assert best is not None
    return least, best


def _built(model: Model, problem: Any) -> tuple[dict[int, float], dict[int, float]]:
    rules, lots = problem.rules, {lot.key: lot for lot in problem.lots}
    member = {item.key: model.variable() for item in problem.providers}
    active, hours = _activity(model, problem, member)
    whole = 1 + sum(lot.weekly_hours for lot in problem.lots)
    slack: dict[int, float] = {}
    quality: dict[int, float] = dict.fromkeys(member.values(), -rules.member_cost)
    for cell in problem.cells:
        gap, backup = model.variable(), model.variable()
        slack[gap], quality[backup] = whole, rules.backup_reward
        answers, present = [], []
        for item in problem.providers:
            scores = scores_of(item, cell, lots[cell.lot])
            if scores and (item.key, cell.lot) in active:
                answer = model.variable()
                quality[answer] = max(scores)
                model.row([(answer, 1), (active[item.key, cell.lot], -1)], high=0)
                answers.append((answer, 1.0))
                present.append((active[item.key, cell.lot], 1.0))
        model.row([*answers, (gap, 1)], low=1, high=1)
        model.row([*present, (gap, 1), (backup, -1)], low=1)
    _places(model, problem, active, slack, whole)
    for lot in problem.lots:
        if lot.weekly_hours:
            short = model.variable(lot.weekly_hours)
            slack[short] = 1
            given = [(amount, 1.0) for (_key, place), amount in hours.items() if place == lot.key]
            model.row([*given, (short, 1)], low=lot.weekly_hours)
    _team(model, problem, member, slack, whole, quality)
    return slack, quality


def _activity(model: Model, problem: Any, member: dict[str, int]) -> Any:
    rules = problem.rules
    active: dict[tuple[str, str], int] = {}
    hours: dict[tuple[str, str], int] = {}
    for item in problem.providers:
        own = []
        for lot in problem.lots:
            cells = [cell for cell in problem.cells if cell.lot == lot.key]
            share = min(rules.max_share_percent, item.max_share_percent)
            most = min(item.weekly_hours, lot.weekly_hours * share // 100)
            least = min(rules.min_weekly_hours, lot.weekly_hours)
            if most < least or not any(scores_of(item, cell, lot) for cell in cells):
                continue
            flag = active[item.key, lot.key] = model.variable()
            own.append(flag)
            model.row([(flag, 1), (member[item.key], -1)], high=0)
            if lot.weekly_hours:
                amount = hours[item.key, lot.key] = model.variable(most)
                model.row([(amount, 1), (flag, -least)], low=0)
                model.row([(amount, 1), (flag, -most)], high=0)
        model.row([(member[item.key], 1), *((flag, -1.0) for flag in own)], high=0)
        amounts = [(amount, 1.0) for (key, _lot), amount in hours.items() if key == item.key]
        if amounts:
            model.row(amounts, high=item.weekly_hours)
    return active, hours


def _places(model: Model, problem: Any, active: Any, slack: dict[int, float], whole: int) -> None:
    for lot in problem.lots:
        for area in lot.areas:
            gap = model.variable()
            slack[gap] = whole
            serving = [
                (active[item.key, lot.key], 1.0)
                for item in problem.providers
                if (item.key, lot.key) in active and area in areas_of(problem, item, lot)
            ]
            model.row([*serving, (gap, 1)], low=1)


def _team(
    model: Model,
    problem: Any,
    member: dict[str, int],
    slack: dict[int, float],
    whole: int,
    quality: dict[int, float],
) -> None:
    rules, everyone = problem.rules, problem.providers
    sizes = {size: model.variable() for size in range(rules.min_members, rules.max_members + 1)}
    model.row([(variable, 1) for variable in sizes.values()], low=1, high=1)
    model.row(
        [
            *((variable, float(size)) for size, variable in sizes.items()),
            *((variable, -1.0) for variable in member.values()),
        ],
        low=0,
        high=0,
    )
    for size, variable in sizes.items():
        quality[variable] = -rules.pair_cost * size * (size - 1) / 2
    if rules.turnover_mode == "aggregate":
        figures = [(member[item.key], float(item.turnover)) for item in everyone]
        model.row([*figures, (model.variable(0), 1)], low=rules.required_turnover)
    nobody = model.variable()
    slack[nobody] = whole
    leads = [(member[item.key], 1.0) for item in everyone if leads_lawfully(rules, item)]
    model.row([*leads, (nobody, 1)], low=1)
    alone = [(member[item.key], 1.0) for item in everyone if bids_alone(problem, item)]
    if rules.is_one_standalone_at_most and alone:
        model.row(alone, high=1)
    for item in everyone:
        if rules.turnover_mode == "each" and item.turnover < rules.required_turnover:
            model.row([(member[item.key], 1)], high=0)
        larger = [(flag, 1.0) for size, flag in sizes.items() if size > item.max_team_size]
        model.row([(member[item.key], 1.0), *larger], high=1)
    for pair in problem.forbidden_pairs:
        model.row([(member[key], 1.0) for key in pair], high=1)


def scores_of(item: Any, cell: Any, lot: Any) -> list[int]:
    wanted = {cell.area} if cell.area else lot.areas
    if not is_admitted(item, lot):
        return []
    return [
        skill.quality
        for skill in item.skills
        if skill.capability == cell.capability
        and (skill.is_registered or not cell.needs_registration)
        and skill.rating >= cell.least_rating
        and (not wanted or wanted & skill.areas)
    ]


def is_admitted(item: Any, lot: Any) -> bool:
    return not lot.only_kinds or len(lot.only_kinds & item.kinds) > 0


def areas_of(problem: Any, item: Any, lot: Any) -> set[str]:
    names = {cell.capability for cell in problem.cells if cell.lot == lot.key}
    return {area for skill in item.skills if skill.capability in names for area in skill.areas}


def leads_lawfully(rules: Any, item: Any) -> bool:
    needed = rules.required_turnover if rules.turnover_mode == "lead" else 0
    return item.may_lead and item.turnover >= max(needed, rules.lead_turnover)


def bids_alone(problem: Any, item: Any) -> bool:
    rules, lots = problem.rules, {lot.key: lot for lot in problem.lots}
    tested = rules.required_turnover if rules.turnover_mode != "none" else 0
    return (
        item.may_lead
        and item.turnover >= max(tested, rules.lead_turnover)
        and item.max_share_percent == 100
        and item.weekly_hours >= sum(lot.weekly_hours for lot in problem.lots)
        and all(scores_of(item, cell, lots[cell.lot]) for cell in problem.cells)
        and all(lot.areas <= areas_of(problem, item, lot) for lot in problem.lots)
        and all(is_admitted(item, lot) for lot in problem.lots)
    )


if __name__ == "__main__":
    problems = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the test that started us
    sys.stdout.write(json.dumps([best_values(problem) for problem in problems]))
