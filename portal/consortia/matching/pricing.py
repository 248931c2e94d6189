"""Proves which providers cannot be in a best team, by putting prices on what a tender asks for.

Each cell, backup, area, hour and pound of turnover that a complete team must have gets a price
(Lagrangian relaxation, after Held and Karp 1971 and Beasley's work on set covering): what is left
is a choice of a few providers by their profit alone. Whatever the prices, no complete team can be
worth more than the bound they give, so floating-point prices prove whole-number facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.consortia.matching.eligibility import abilities, hours_range, is_active_possible
from portal.consortia.matching.problem import Problem, TurnoverMode, draw_order

Floats = NDArray[np.float64]

ROUNDS = 400
PATIENCE = 12
"""Rounds without progress after which the steps get shorter."""
SHORTER = 0.7
PROGRESS = 0.0005
"""Part of the bound by which a round must lower it to count as progress."""
AIM = 0.03
"""Each step aims this part below the best bound so far."""
SAFETY = 1e-6
"""Margin for the rounding of sums of some hundred numbers below a million."""
NEVER = -1e9
"""A profit that keeps a provider out of every choice."""


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What the best prices prove about complete teams."""

    profits: dict[str, float]
    rest: tuple[float, ...]
    """At place n: the most that a team is worth beside the profits of n members that are named."""

    def ceiling(self, *providers: str) -> float:
        """A quality that no complete team with all of these providers exceeds."""
        return self.rest[len(providers)] + sum(self.profits[key] for key in providers) + SAFETY

    def most_profitable(self, count: int) -> list[str]:
        """Providers of highest profit, best first, in a canonical order."""
        return sorted(self.profits, key=lambda key: -self.profits[key])[:count]


class Pricing:
    """Finds prices for one problem; each later search begins where the one before ended."""

    def __init__(self, problem: Problem) -> None:
        self._relaxation = _Relaxation(problem)
        self._last = self._relaxation.first_prices()

    def prices(self, *, unlike: Sequence[frozenset[str]] = (), distance: int = 0) -> Prices:
        """Good prices for teams that lack ``distance`` members of each set in ``unlike``.

        The same number of rounds whatever the problem, so that equal problems have equal prices.
        """
        relaxation = self._relaxation
        prices = relaxation.with_sets(unlike, distance, self._last)
        best, best_prices, length, idle = np.inf, prices, 1.0, 0
        for _round in range(ROUNDS):
            bound, slope = relaxation.bound(prices)
            is_better = bound < best - abs(bound) * PROGRESS
            idle = 0 if is_better else idle + 1
            if bound < best:
                best, best_prices = bound, prices
            if idle > PATIENCE:
                length, idle, prices = length * SHORTER, 0, best_prices
                bound, slope = relaxation.bound(prices)
            square = float(slope @ slope)
            if square == 0:
                break
            step = length * (bound - best + AIM * abs(best)) / square
            prices = np.clip(prices - step * slope, relaxation.lowest, relaxation.highest)
        self._last = best_prices
        return relaxation.prices(best_prices)


class _Relaxation:
    """The problem as arrays, a row for each candidate.

    A complete team needs each cell once, a backup where it wants the reward, and of every other
    column at least what is needed; rules between members are left out, which only raises bounds.
    What no candidate can give is a gap of every team and needed by none.
    """

    _given: Floats
    """By candidate and column: areas, turnover, and (negative) sets to be unlike."""
    _needed: Floats
    _parts: NDArray[np.intp]
    """Where the prices of backups, columns and hours begin."""

    def __init__(self, problem: Problem) -> None:
        self._rules = problem.rules
        self._able = abilities(problem)
        # A canonical order makes sums, and so prices, repeatable whatever order rows came in.
        self._people = sorted(
            self._able.candidates,
            key=lambda item: draw_order(tender=problem.tender, provider=item.key),
        )
        self._read_hours(problem)
        self._read_cells(problem)
        self._read_columns(problem)
        self._own_columns = len(self._needed)
        self._settle()

    def first_prices(self) -> Floats:
        """A fair beginning: most of each cell's best quality, some of the reward for backups."""
        best = np.max(self._quality, axis=0, initial=0.0)
        return self._joined(0.8 * best, 0.3 * self._rules.backup_reward, 0.0, 0.0)

    def with_sets(self, unlike: Sequence[frozenset[str]], distance: int, prices: Floats) -> Floats:
        """Ask for teams unlike those; return the prices with one of zero for each new set."""
        cells, backups, columns, hours = np.split(prices, self._parts)
        left = [[-float(item.key in members) for item in self._people] for members in unlike]
        given = np.array(left).reshape(len(unlike), len(self._people)).T
        own = self._own_columns
        self._given = np.hstack([self._given[:, :own], given])
        stay = np.array([float(min(0, distance - len(members))) for members in unlike])
        self._needed = np.concatenate([self._needed[:own], stay])
        columns = np.concatenate([columns, np.zeros(len(self._needed))])[: len(self._needed)]
        self._settle()
        return np.concatenate([cells, backups, columns, hours])

    def _settle(self) -> None:
        self._parts = np.cumsum([self._quality.shape[1]] * 2 + [len(self._needed)])
        reward = float(self._rules.backup_reward)
        self.lowest = self._joined(NEVER, 0.0, 0.0, 0.0)
        self.highest = self._joined(-NEVER, reward, -NEVER, -NEVER)

    def bound(self, prices: Floats) -> tuple[float, Floats]:
        """What no complete team exceeds at these prices, and how it changes with each of them."""
        _cells, backups, _columns, _hours = np.split(prices, self._parts)
        profits, gives_cell, gives_hours = self._profits(prices)
        order = np.argsort(-profits, kind="stable")[: self._rules.max_members]
        worth = self._worth(profits[order], named=0)
        chosen = order[: int(np.argmax(worth))]
        slope = np.concatenate(
            [
                1.0 - gives_cell[chosen].sum(axis=0),
                self._can[chosen].sum(axis=0) - 1.0 - (backups < self._rules.backup_reward),
                self._given[chosen].sum(axis=0) - self._needed,
                gives_hours[chosen].sum(axis=0) - self._wanted,
            ]
        )
        return self._fixed(prices) + float(np.max(worth)), slope

    def prices(self, prices: Floats) -> Prices:
        """What these prices prove of each provider."""
        profits, _cells, _hours = self._profits(prices)
        most = np.sort(profits)[::-1][: self._rules.max_members]
        fixed = self._fixed(prices)
        return Prices(
            profits={
                item.key: float(value) for item, value in zip(self._people, profits, strict=True)
            },
            rest=tuple(fixed + float(np.max(self._worth(most, named=n))) for n in range(4)),
        )

    def _joined(self, cells: Any, backups: Any, columns: float, hours: float) -> Floats:
        count = self._quality.shape[1]
        return np.concatenate(
            [
                np.broadcast_to(np.asarray(cells, dtype=np.float64), (count,)),
                np.broadcast_to(np.asarray(backups, dtype=np.float64), (count,)),
                np.full(len(self._needed), columns),
                np.full(len(self._wanted), hours),
            ]
        )

    def _profits(self, prices: Floats) -> tuple[Floats, Floats, Floats]:
        """The most each candidate brings above the prices, with the cells and hours it gives."""
        cells, backups, columns, hours = np.split(prices, self._parts)
        gain = self._quality - cells
        gives_cell = (gain > 0).astype(np.float64)
        gives_hours = np.zeros_like(self._most_hours)
        left = self._weekly_hours.copy()
        for lot in np.argsort(-hours, kind="stable"):
            gives_hours[:, lot] = np.minimum(left, self._most_hours[:, lot])
            left -= gives_hours[:, lot]
        gives_hours /= self._lot_hours
        profits = (
            np.maximum(gain, 0.0).sum(axis=1)
            + self._can @ backups
            + self._given @ columns
            + gives_hours @ hours
            - self._rules.member_cost
        )
        return profits, gives_cell, gives_hours

    def _fixed(self, prices: Floats) -> float:
        """What a team is worth before its members: cells are paid for, the needed is owed."""
        cells, backups, columns, hours = np.split(prices, self._parts)
        unpaid = np.maximum(0.0, self._rules.backup_reward - backups)
        owed = backups.sum() + columns @ self._needed + hours @ self._wanted
        return float(cells.sum() + unpaid.sum() - owed)

    def _worth(self, best: Floats, *, named: int) -> Floats:
        """Worth by size of a team of the best profits, where ``named`` members are paid apart."""
        rules = self._rules
        sizes = np.arange(rules.max_members + 1)
        sums = np.concatenate([[0.0], np.cumsum(best), np.full(rules.max_members, np.nan)])
        others = sizes - named
        worth = np.where(others >= 0, sums[np.maximum(others, 0)], np.nan)
        worth = worth - rules.pair_cost * sizes * (sizes - 1) / 2
        worth[: rules.min_members] = np.nan
        return np.where(np.isnan(worth), NEVER, worth)

    def _read_hours(self, problem: Problem) -> None:
        lots = [lot.key for lot in problem.lots]
        self._is_active = np.zeros((len(self._people), len(lots)), dtype=bool)
        self._most_hours = np.zeros((len(self._people), len(lots)))
        for row, item in enumerate(self._people):
            for column, lot in enumerate(problem.lots):
                if is_active_possible(problem.rules, item, lot, self._able):
                    self._is_active[row, column] = True
                    self._most_hours[row, column] = hours_range(problem.rules, item, lot)[1]
        self._weekly_hours = np.array([float(item.weekly_hours) for item in self._people])
        self._lot_hours = np.array([float(max(1, lot.weekly_hours)) for lot in problem.lots])
        has_hours = np.array([lot.weekly_hours > 0 for lot in problem.lots])
        self._wanted = (has_hours & self._is_active.any(axis=0)).astype(np.float64)

    def _read_cells(self, problem: Problem) -> None:
        lots = {lot.key: place for place, lot in enumerate(problem.lots)}
        quality = np.full((len(self._people), len(problem.cells)), NEVER)
        for column, cell in enumerate(problem.cells):
            for row, item in enumerate(self._people):
                found = self._able.quality.get((item.key, cell.key))
                if found is not None and self._is_active[row, lots[cell.lot]]:
                    quality[row, column] = found
        can = quality > NEVER
        wanted = can.any(axis=0)
        self._quality: Floats = quality[:, wanted]
        self._can = can[:, wanted].astype(np.float64)

    def _read_columns(self, problem: Problem) -> None:
        """Areas to be served, and turnover together."""
        given, needed = [], []
        for place, lot in enumerate(problem.lots):
            for area in sorted(lot.areas):
                served = [self._able.serves(item, area, lot) for item in self._people]
                given.append(np.array(served, dtype=np.float64) * self._is_active[:, place])
                needed.append(float(given[-1].any()))
        rules = problem.rules
        if rules.turnover_mode is TurnoverMode.AGGREGATE and rules.required_turnover > 0:
            turnover = np.array([float(item.turnover) for item in self._people])
            given.append(turnover / rules.required_turnover)
            needed.append(1.0)
        self._given = np.array(given).reshape(len(given), len(self._people)).T
        self._needed = np.array(needed)
