"""Measures the matching on generated tenders and prints one JSON object: times, status, members.

Run as `python -m tests.benchmarks.matching --providers 2000 --seeds 5` from the project's folder.
"""

import argparse
import json
import math
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator

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
from portal.consortia.matching.solve import solve
from portal.consortia.matching.verify import violations

CAPABILITIES, AREAS = 30, 40
SMALL_SHARE = 0.85
LINKS_EACH = 8
CONFLICT_SHARE = 0.05
REGISTERED_CAPABILITIES = 6


def generated_problem(
    *, providers: int, lots: int, capabilities: int, seed: int, has_ties: bool = True
) -> Problem:
    """A tender and providers of plausible sizes; the same seed gives the same problem.

    Thirty capabilities and forty areas; 85 % small providers; hours and turnover log-normal; a
    tender of lots x capabilities in four areas each, half of them needing registration.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    wanted = [f"c{number}" for number in rng.sample(range(CAPABILITIES), capabilities)]
    places = [frozenset(f"a{n}" for n in rng.sample(range(AREAS), 4)) for _ in range(lots)]
    people = tuple(_provider(rng, number) for number in range(providers))
    keys = [person.key for person in people]
    return Problem(
        tender=f"bench-{seed}",
        lots=tuple(
            Lot(key=f"l{n}", areas=areas, weekly_hours=rng.randint(900, 1500))
            for n, areas in enumerate(places)
        ),
        cells=tuple(
            Cell(
                key=f"l{lot}/{capability}",
                lot=f"l{lot}",
                capability=capability,
                needs_registration=place < REGISTERED_CAPABILITIES,
            )
            for lot in range(lots)
            for place, capability in enumerate(wanted)
        ),
        providers=people,
        forbidden_pairs=frozenset(_pairs(rng, keys, round(providers * CONFLICT_SHARE))),
        ties=tuple(
            Tie(first=min(pair), second=max(pair), weight=rng.randint(1, 3))
            for pair in sorted(map(sorted, _pairs(rng, keys, providers * LINKS_EACH // 2)))
            if has_ties
        ),
        rules=Rules(
            turnover_mode=TurnoverMode.AGGREGATE, required_turnover=6_000, lead_turnover=800
        ),
    )


def _provider(rng: random.Random, number: int) -> Provider:
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
            for n in rng.sample(range(CAPABILITIES), rng.randint(*skills))
        ),
        weekly_hours=round(rng.lognormvariate(math.log(150 if is_small else 900), 0.7)),
        turnover=round(rng.lognormvariate(math.log(300 if is_small else 3_000), 0.8)),
        may_lead=rng.random() < (0.3 if is_small else 0.8),
    )


def _pairs(rng: random.Random, keys: list[str], count: int) -> Iterator[frozenset[str]]:
    for _ in range(count):
        yield frozenset(rng.sample(keys, 2))


def measured(problem: Problem, *, alternatives: int) -> dict[str, object]:
    """Solve once and say how long it took, how sure it is and whether the check agrees."""
    started, started_cpu = time.perf_counter(), time.process_time()
    best = solve(problem, alternatives=0).best
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - started_cpu
    started, started_cpu = time.perf_counter(), time.process_time()
    result = solve(problem, alternatives=alternatives)
    all_seconds, all_cpu = time.perf_counter() - started, time.process_time() - started_cpu
    teams = [item.team for item in (result.best, *result.alternatives) if item.team]
    return {
        "tender": problem.tender,
        "status": best.status,
        "seconds": round(seconds, 2),
        # One thread, so on an idle machine the seconds would be these.
        "cpu_seconds": round(cpu_seconds, 2),
        "objective": best.objective,
        "bound": best.bound,
        "members": len(best.team.members) if best.team else 0,
        "gaps": len(best.team.gaps) if best.team else None,
        "ties": best.team.affinity if best.team else 0,
        "are_ties_proven": best.are_ties_proven,
        "with_alternatives_seconds": round(all_seconds, 2),
        "with_alternatives_cpu_seconds": round(all_cpu, 2),
        "alternatives": [[item.status, item.objective] for item in result.alternatives],
        "violations": [line for team in teams for line in violations(problem, team)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=int, default=2_000)
    parser.add_argument("--lots", type=int, default=3)
    parser.add_argument("--capabilities", type=int, default=12)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--alternatives", type=int, default=3)
    parser.add_argument("--no-ties", action="store_true", help="Leave out the stage of ties.")
    options = parser.parse_args()
    runs = [
        measured(
            generated_problem(
                providers=options.providers,
                lots=options.lots,
                capabilities=options.capabilities,
                seed=seed,
                has_ties=not options.no_ties,
            ),
            alternatives=options.alternatives,
        )
        for seed in range(options.seeds)
    ]
    seconds = [float(str(run["seconds"])) for run in runs]
    cpu_seconds = [float(str(run["cpu_seconds"])) for run in runs]
    summary = {
        "providers": options.providers,
        "optimal": sum(run["status"] == "optimal" for run in runs),
        "median_seconds": statistics.median(seconds),
        "worst_seconds": max(seconds),
        "median_cpu_seconds": statistics.median(cpu_seconds),
        "worst_cpu_seconds": max(cpu_seconds),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "runs": runs,
    }
    sys.stdout.write(json.dumps(summary, indent=1) + "\n")


if __name__ == "__main__":
    main()
