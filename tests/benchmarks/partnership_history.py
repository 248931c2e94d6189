"""Hides one partner of each past partnership and measures how high the ranking puts it.

The file's shape is in docs/how-to/measure-matching.md.
"""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
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
    draw_order,
)

DEPTHS = (1, 3, 5, 10)


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
        NotHistoryError: it cannot be read, or a row lacks what it must have.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError) as error:
        raise NotHistoryError(f"{path.name} is not readable JSON: {error}") from error
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

    Only partnerships of an earlier date are known to the ranking. Recall is told apart for partners
    with an earlier tie to the others and without one, and beside it stands that of ranking by the
    number of earlier partnerships alone.
    """
    ranks: list[tuple[int | None, int | None, bool]] = []
    for item in history.partnerships:
        earlier = [other for other in history.partnerships if other.date < item.date]
        weights = Counter(pair for other in earlier for pair in _pairs(other))
        popular = Counter(key for other in earlier for key in other.members)
        problem = _problem(history, item, weights)
        for hidden in item.members[1:]:
            agreed = [key for key in item.members if key != hidden]
            ranked = [found.provider for found in rank_partners(problem, agreed)]
            others = sorted(
                (each.key for each in history.providers if each.key not in agreed),
                key=lambda key: (-popular[key], draw_order(tender=item.key, provider=key)),
            )
            has_tie = any(weights[frozenset({hidden, key})] for key in agreed)
            ranks.append((_place(ranked, hidden), _place(others, hidden), has_tie))
    return {
        "organisations": len(history.providers),
        "partnerships": len(history.partnerships),
        "hidden": len(ranks),
        "recall": _recall([rank for rank, _popular, _tie in ranks]),
        "recall_with_an_earlier_tie": _recall([rank for rank, _popular, tie in ranks if tie]),
        "recall_from_profiles_alone": _recall([rank for rank, _popular, tie in ranks if not tie]),
        "recall_by_popularity": _recall([rank for _rank, rank, _tie in ranks]),
        "mean_reciprocal_rank": round(
            sum(1 / rank for rank, _popular, _tie in ranks if rank) / max(1, len(ranks)), 4
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


def _pairs(item: Partnership) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in combinations(item.members, 2)]


def _problem(history: History, item: Partnership, weights: Counter[frozenset[str]]) -> Problem:
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
                (tuple(sorted(pair)), weight) for pair, weight in weights.items()
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
