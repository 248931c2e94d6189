"""The dated tables that an import reads: codes of places, words for codes, words about care."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, kw_only=True)
class AreaTable:
    """Places as notices name them -> short names of areas of ours; ``as_of`` dates the table."""

    as_of: str
    codes: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    everywhere: frozenset[str]
    """Names that together mean the whole United Kingdom."""


@dataclass(frozen=True, kw_only=True)
class CareTable:
    """What marks a notice as care: CPV codes, and words of its title and description."""

    code_prefixes: tuple[str, ...]
    light_touch_codes: tuple[str, ...]
    words: tuple[str, ...]
    light_touch_words: tuple[str, ...]


@cache
def area_table() -> AreaTable:
    """NUTS and ITL codes, GSS codes and names of places."""
    table = _read("areas.json")
    return AreaTable(
        as_of=table["as_of"],
        codes={code: tuple(slugs) for code, slugs in table["codes"].items()},
        names={name.casefold(): tuple(slugs) for name, slugs in table["names"].items()},
        everywhere=frozenset(name.casefold() for name in table["everywhere"]),
    )


@cache
def care_table() -> CareTable:
    """Codes and words about care and support."""
    table = _read("care.json")
    return CareTable(
        code_prefixes=tuple(table["code_prefixes"]),
        light_touch_codes=tuple(table["light_touch_codes"]),
        words=tuple(table["words"]),
        light_touch_words=tuple(table["light_touch_words"]),
    )


def cpv_in_words(code: str) -> str:
    """What a CPV code stands for; empty for a code that is not in our table."""
    return _cpv_words().get(code, "")


@cache
def _cpv_words() -> dict[str, str]:
    words: dict[str, str] = _read("cpv.json")["codes"]
    return words


def _read(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return table
