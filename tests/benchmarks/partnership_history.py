"""Hides one partner of each past partnership and measures how high the ranking puts it.

The file's shape is in docs/how-to/measure-matching.md.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.consortia.matching.partners import rank_partners
from portal.consortia.matching.problem import (
    Cell,
    Lot,
    Problem,
    Provider,
    Rules,
    Skill,
    Tie,
)
from tests.benchmarks.partner_baselines import Past, baseline_rankings, past_of

DEPTHS = (1, 3, 5, 10)
BASELINES = ("draw", "popularity", "common_neighbours", "adamic_adar")


class NotHistoryError(Exception):
    """The file does not have the documented shape; the message names the first wrong place."""


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """Who worked together, on what, and when (a date as text that sorts)."""

    key: str
    date: str
    members: tuple[str, ...]
    """The lead first."""
    services: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class History:
    """Organisations with what they declare, and their partnerships, oldest first."""

    providers: tuple[Provider, ...]
    partnerships: tuple[Partnership, ...]


def read_history(path: Path) -> History:
    """Read a history file.

    Raises:
        NotHistoryError: it cannot be read, or does not have the documented shape.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        raise NotHistoryError(f"{path.name} is not readable JSON: {error}") from error
    return history_of(content)


def history_of(content: Any) -> History:
    """The history that a document of the documented shape tells.

    Raises:
        NotHistoryError: a row lacks what it must have.
    """
    if not isinstance(content, dict) or not isinstance(content.get("partnerships"), list):
        raise NotHistoryError("The file must be an object with a list “partnerships”.")
    partnerships = [
        _partnership(row, place) for place, row in enumerate(content["partnerships"], 1)
    ]
    declared = _declared(content.get("organisations", []))
    named = {key: {"id": key} for item in partnerships for key in item.members}
    return History(
        providers=tuple(_provider(key, row) for key, row in sorted({**named, **declared}.items())),
        partnerships=tuple(sorted(partnerships, key=lambda item: (item.date, item.key))),
    )


def measured_history(history: History) -> dict[str, object]:
    """Recall at each depth over every member hidden in turn, the lead excepted.

    Only partnerships of an earlier date are known. Recall is told apart for partners with an
    earlier tie to the others and without one; beside it stands that of the baselines, which rank
    the same hidden partners from the same past.
    """
    ranks: dict[str, list[int | None]] = {name: [] for name in ("ours", *BASELINES)}
    has_tie: list[bool] = []
    keys = [provider.key for provider in history.providers]
    for item in history.partnerships:
        past = past_of(o.members for o in history.partnerships if o.date < item.date)
        problem = _problem(history, item, past)
        for hidden in item.members[1:]:
            agreed = [key for key in item.members if key != hidden]
            rankings = baseline_rankings(past, tender=item.key, keys=keys, agreed=agreed)
            rankings["ours"] = [found.provider for found in rank_partners(problem, agreed)]
            for name, ranked in rankings.items():
                ranks[name].append(_place(ranked, hidden))
            has_tie.append(past.ties(hidden, agreed) > 0)
    told = list(zip(ranks["ours"], has_tie, strict=True))
    return {
        "organisations": len(history.providers),
        "partnerships": len(history.partnerships),
        "hidden": len(told),
        "recall": _recall(ranks["ours"]),
        "recall_with_an_earlier_tie": _recall([rank for rank, tie in told if tie]),
        "recall_from_profiles_alone": _recall([rank for rank, tie in told if not tie]),
        **{f"recall_by_{name}": _recall(ranks[name]) for name in BASELINES},
        "mean_reciprocal_rank": round(
            sum(1 / rank for rank in ranks["ours"] if rank) / max(1, len(told)), 4
        ),
    }


def _place(ranked: list[str], key: str) -> int | None:
    return ranked.index(key) + 1 if key in ranked else None


def _recall(ranks: list[int | None]) -> dict[str, float | int]:
    shares = {
        str(depth): round(sum(bool(rank and rank <= depth) for rank in ranks) / len(ranks), 4)
        for depth in DEPTHS
        if ranks
    }
    return {"count": len(ranks), **shares}


def _problem(history: History, item: Partnership, past: Past) -> Problem:
    return Problem(
        tender=item.key,
        lots=(Lot(key="1"),),
        cells=tuple(
            Cell(key=f"{service}/{area}", lot="1", capability=service, area=area)
            for service in item.services
            for area in item.areas or (None,)
        ),
        providers=history.providers,
        # What each could do alone is not in a history.
        rules=Rules(is_one_standalone_at_most=False),
        ties=tuple(
            Tie(first=first, second=second, weight=weight)
            for (first, second), weight in sorted(
                (tuple(sorted(pair)), weight) for pair, weight in past.weights.items()
            )
        ),
    )


def _declared(rows: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(rows, list):
        raise NotHistoryError("“organisations” must be a list.")
    for place, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
            raise NotHistoryError(f"organisations, row {place}: must be an object with an “id”.")
    return {str(row["id"]): row for row in rows}


def _partnership(row: Any, place: int) -> Partnership:
    where = f"partnerships, row {place}"
    if not isinstance(row, dict):
        raise NotHistoryError(f"{where}: must be an object.")
    lead = [str(row["lead"])] if row.get("lead") else []
    members = list(dict.fromkeys([*lead, *_texts(row, "members", where)]))
    if len(members) < 2:
        raise NotHistoryError(f"{where}: needs two organisations in “lead” and “members”.")
    return Partnership(
        key=str(row.get("id", place)),
        date=str(row.get("date", "")),
        members=tuple(members),
        services=tuple(_texts(row, "services", where)),
        areas=tuple(_texts(row, "areas", where)),
    )


def _provider(key: str, row: dict[str, Any]) -> Provider:
    where = f"organisations, “{key}”"
    areas = frozenset(_texts(row, "areas", where))
    return Provider(
        key=key,
        skills=tuple(
            Skill(capability=service, areas=areas, is_registered=True, quality=1)
            for service in dict.fromkeys(_texts(row, "services", where))
        ),
        may_lead=True,
    )


def _texts(row: dict[str, Any], field: str, where: str) -> list[str]:
    value = row.get(field, [])
    if not isinstance(value, list):
        raise NotHistoryError(f"{where}: “{field}” must be a list.")
    if not all(isinstance(item, str | int) for item in value):
        raise NotHistoryError(f"{where}: “{field}” must be a list of texts.")
    return [str(item) for item in value]
