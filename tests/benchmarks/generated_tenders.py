"""Generates tenders and providers of plausible sizes for measurements of the matching."""

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.consortia.matching.problem import (
    Cell,
    Lot,
    Problem,
    Provider,
    Rules,
    Skill,
    Tie,
    TurnoverMode,
)

CAPABILITIES, AREAS = 30, 40
SMALL_SHARE = 0.85
LINKS_EACH = 8
CONFLICT_SHARE = 0.05
VALUES = tuple(f"v{number}" for number in range(7))
VALUE_SHARE = 1 / 3
REGISTERED_CAPABILITIES = 6
KINDS = ("sme", "vcse")
SMALL_TURNOVER = 1_000  # thousand pounds
SMALL_KIND_SHARE, LARGE_KIND_SHARE = 2 / 3, 1 / 4


def generated_problem(
    *, providers: int, lots: int, capabilities: int, seed: int, has_affinity: bool = True
) -> Problem:
    """A tender and providers of plausible sizes; the same seed gives the same problem.

    Thirty capabilities, or as many as are asked for, and forty areas; 85 % small providers; hours
    and turnover log-normal; four areas in each lot, half of its capabilities needing registration.
    Each has every third of the values that can be stated, and ties to a few others.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    known = max(CAPABILITIES, capabilities)
    wanted = [f"c{number}" for number in rng.sample(range(known), capabilities)]
    places = [frozenset(f"a{n}" for n in rng.sample(range(AREAS), 4)) for _ in range(lots)]
    people = tuple(_provider(rng, number, known) for number in range(providers))
    if has_affinity:
        people = tuple(_with_values(people, seed))
    keys = [person.key for person in people]
    return Problem(
        tender=f"bench-{seed}",
        lots=tuple(
            Lot(key=f"l{n}", areas=areas, weekly_hours=rng.randint(900, 1500))
            for n, areas in enumerate(places)
        ),
        cells=_cells(lots, wanted),
        providers=people,
        forbidden_pairs=frozenset(_pairs(rng, keys, round(providers * CONFLICT_SHARE))),
        ties=tuple(
            Tie(first=min(pair), second=max(pair), weight=rng.randint(1, 3))
            for pair in sorted(map(sorted, _pairs(rng, keys, providers * LINKS_EACH // 2)))
            if has_affinity
        ),
        rules=Rules(
            turnover_mode=TurnoverMode.AGGREGATE, required_turnover=6_000, lead_turnover=800
        ),
    )


def with_reserved_lots(problem: Problem, count: int, *, seed: int) -> Problem:
    """The problem with its first lots for two kinds alone; two in three small providers, and one
    in four of the others, are of one.
    """
    if not count:
        return problem
    lots = tuple(
        replace(lot, only_kinds=frozenset(KINDS) if place < count else lot.only_kinds)
        for place, lot in enumerate(problem.lots)
    )
    return replace(problem, lots=lots, providers=tuple(_with_kinds(problem.providers, seed)))


def _cells(lots: int, wanted: list[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            key=f"l{lot}/{capability}",
            lot=f"l{lot}",
            capability=capability,
            needs_registration=place < REGISTERED_CAPABILITIES,
        )
        for lot in range(lots)
        for place, capability in enumerate(wanted)
    )


def _provider(rng: random.Random, number: int, known: int) -> Provider:
    is_small = rng.random() < SMALL_SHARE
    skills, places = ((1, 5), (1, 5)) if is_small else ((6, 16), (6, 20))
    areas = frozenset(f"a{n}" for n in rng.sample(range(AREAS), rng.randint(*places)))
    return Provider(
        key=f"p{number}",
        skills=tuple(
            Skill(
                capability=f"c{n}",
                areas=areas,
                is_registered=rng.random() < 0.45,
                quality=rng.randint(40, 100),
            )
            for n in rng.sample(range(known), rng.randint(*skills))
        ),
        weekly_hours=round(rng.lognormvariate(math.log(150 if is_small else 900), 0.7)),
        turnover=round(rng.lognormvariate(math.log(300 if is_small else 3_000), 0.8)),
        may_lead=rng.random() < (0.3 if is_small else 0.8),
    )


def _with_values(people: Iterable[Provider], seed: int) -> Iterator[Provider]:
    # Drawn apart, so that all else is as in problems without values.
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for item in people:
        stated = (value for value in VALUES if rng.random() < VALUE_SHARE)
        yield replace(item, values=frozenset(stated))


def _with_kinds(people: Iterable[Provider], seed: int) -> Iterator[Provider]:
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for item in people:
        share = SMALL_KIND_SHARE if item.turnover < SMALL_TURNOVER else LARGE_KIND_SHARE
        yield replace(item, kinds=frozenset({rng.choice(KINDS)} if rng.random() < share else ()))


def _pairs(rng: random.Random, keys: list[str], count: int) -> Iterator[frozenset[str]]:
    for _ in range(count):
        yield frozenset(rng.sample(keys, 2))
