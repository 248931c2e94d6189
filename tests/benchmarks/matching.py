"""Measures the matching and prints one JSON object: times, status, greedy beside it, memory.

Run from the project's folder:
`python -m tests.benchmarks.matching --providers 2000 --lots 3 --capabilities 12 --seeds 20`
solves generated tenders; `--orlib FILE` a set-cover file of the OR-Library; `--history FILE` ranks
hidden partners of past partnerships, `--made-history KIND` those of generated ones. See
docs/how-to/measure-matching.md.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import resource
import statistics
import sys
import time
from pathlib import Path

from portal.consortia.matching.coverage import WORK_LIMIT, cheapest_cover
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.solve import solve
from portal.consortia.matching.team import Result
from portal.consortia.matching.verify import violations
from tests.benchmarks.generated_histories import KINDS, generated_history
from tests.benchmarks.generated_tenders import generated_problem, with_reserved_lots
from tests.benchmarks.greedy_matching import measured_greedy
from tests.benchmarks.partnership_history import (
    NotHistoryError,
    history_of,
    measured_history,
    read_history,
)
from tests.benchmarks.set_cover_files import NotSetCoverError, read_set_cover


def measured(problem: Problem, *, alternatives: int) -> dict[str, object]:
    """Solve alone, with alternatives and greedily; say how long each took and how sure it is."""
    alone, seconds, cpu_seconds = _timed(problem, alternatives=0)
    result, all_seconds, all_cpu_seconds = _timed(problem, alternatives=alternatives)
    best = alone.best
    found = (result.best, *result.alternatives)
    teams = [item.team for item in found if item.team]
    return {
        "tender": problem.tender,
        "status": best.status,
        "seconds": seconds,
        # One thread, so on an idle machine the seconds would be these.
        "cpu_seconds": cpu_seconds,
        "objective": best.objective,
        "bound": best.bound,
        "members": len(best.team.members) if best.team else 0,
        "gaps": len(best.team.gaps) if best.team else None,
        "affinity": best.team.affinity if best.team else 0,
        "is_affinity_proven": best.is_affinity_proven,
        "with_alternatives_seconds": all_seconds,
        "with_alternatives_cpu_seconds": all_cpu_seconds,
        "alternatives": [[item.status, item.objective] for item in result.alternatives],
        "greedy": measured_greedy(problem, best),
        "violations": [line for team in teams for line in violations(problem, team)],
    }


def _timed(problem: Problem, *, alternatives: int) -> tuple[Result, float, float]:
    started, started_cpu = time.perf_counter(), time.process_time()
    result = solve(problem, alternatives=alternatives)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - started_cpu
    return result, round(seconds, 2), round(cpu_seconds, 2)


def generated_tenders(options: argparse.Namespace) -> dict[str, object]:
    """Measure one generated tender for each seed, and summarise."""
    runs = [
        measured(
            with_reserved_lots(
                generated_problem(
                    providers=options.providers,
                    lots=options.lots,
                    capabilities=options.capabilities,
                    seed=seed,
                    has_affinity=not options.no_affinity,
                ),
                options.reserved,
                seed=seed,
            ),
            alternatives=options.alternatives,
        )
        for seed in range(options.seeds)
    ]
    summary: dict[str, object] = {
        "providers": options.providers,
        "lots": options.lots,
        "capabilities": options.capabilities,
        "reserved_lots": options.reserved,
        "instances": len(runs),
        "optimal": sum(run["status"] == "optimal" for run in runs),
    }
    for name in ("seconds", "cpu_seconds", "with_alternatives_seconds"):
        figures = [float(str(run[name])) for run in runs]
        summary[f"median_{name}"] = statistics.median(figures)
        summary[f"worst_{name}"] = max(figures)
    return {**summary, "peak_megabytes": _peak_megabytes(), "runs": runs}


def set_cover(path: Path, *, limit: float) -> dict[str, object]:
    """Solve a set-cover file with the covering core by itself."""
    problem = read_set_cover(path)
    started = time.perf_counter()
    cover = cheapest_cover(problem.sets, problem.costs, elements=problem.elements, limit=limit)
    seconds = time.perf_counter() - started
    held = set().union(*(problem.sets[place] for place in cover.chosen))
    return {
        "file": path.name,
        "rows": problem.elements,
        "columns": len(problem.sets),
        "cost": cover.cost,
        "bound": cover.bound,
        "status": cover.status,
        "seconds": round(seconds, 2),
        "chosen": len(cover.chosen),
        # From the file alone: whether the columns hold every row, and what they cost.
        "is_cover": len(held) == problem.elements,
        "cost_of_chosen": sum(problem.costs[place] for place in cover.chosen),
        "peak_megabytes": _peak_megabytes(),
    }


def generated_histories(options: argparse.Namespace) -> dict[str, object]:
    """Measure one generated history for each seed."""
    kind = options.made_history
    runs = [
        measured_history(history_of(generated_history(kind, seed=seed)))
        for seed in range(options.seeds)
    ]
    return {"kind": kind, "runs": runs}


def _peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _some(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=_some, default=2_000)
    parser.add_argument("--lots", type=_some, default=3)
    parser.add_argument("--capabilities", type=_some, default=12, help="For each lot.")
    parser.add_argument("--reserved", type=int, default=0, help="Lots for two kinds alone.")
    parser.add_argument("--seeds", type=_some, default=5, help="How many tenders.")
    parser.add_argument("--alternatives", type=int, default=5)
    parser.add_argument(
        "--no-affinity", action="store_true", help="Leave out the stage of ties and values."
    )
    parser.add_argument("--orlib", type=Path, metavar="FILE", help="A set-cover file.")
    parser.add_argument(
        "--limit", type=float, default=WORK_LIMIT, help="Work for --orlib, about seconds."
    )
    parser.add_argument("--history", type=Path, metavar="FILE", help="Past partnerships.")
    parser.add_argument("--made-history", choices=KINDS, help="Made-up ones, for each seed.")
    options = parser.parse_args(arguments)
    try:
        if options.orlib:
            report = set_cover(options.orlib, limit=options.limit)
        elif options.history:
            report = measured_history(read_history(options.history))
        elif options.made_history:
            report = generated_histories(options)
        else:
            report = generated_tenders(options)
    except (NotSetCoverError, NotHistoryError) as error:
        parser.error(str(error))
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
