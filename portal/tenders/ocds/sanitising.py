"""Makes any JSON safe to keep: no number that is none, no half character, no key twice."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.tenders.ocds.findings import Findings, RefusedReleaseError

NO_LIMITS = ("lotDetails/maximumLotsBidPerSupplier", "lotDetails/maximumLotsAwardedPerSupplier")
"""Where a number that is none means that there is no limit, and is taken as not stated."""
DEEPEST = 64
"""Levels of nesting; the deepest real notice has 9."""
_TOO_DEEP = gettext_lazy("It is nested too deep to be read.")
_LONGEST_NUMBER = 30
# PostgreSQL stores no NUL, and no encoding stores half of a surrogate pair.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _NoNumber(str):
    """A number that JSON or a float cannot hold, as written."""

    __slots__ = ()


class _Twice(dict[str, Any]):
    """An object in which a key stood twice, with the key and both values."""

    key = ""
    values_differ = False


def parsed_release(text: str, *, depth: int, findings: Findings) -> dict[str, Any]:
    """The JSON object in ``text``, safe to compile, compare and keep in PostgreSQL.

    Raises:
        RefusedReleaseError: it is not JSON, not an object, nested deeper than ``DEEPEST``, or has
            a key twice with different values, or a number that is none outside ``NO_LIMITS``; the
            last two not where ``findings`` are of a stored release.
    """
    if depth > DEEPEST:
        raise RefusedReleaseError(
            path="",
            reason=_("It is nested %(depth)s levels deep; %(most)s is the most that is read.")
            % {"depth": depth, "most": DEEPEST},
        )
    data = _sanitised(_loaded(text), "", findings)
    if not isinstance(data, dict):
        raise RefusedReleaseError(path="", reason=_("It must be a JSON object."), value=data)
    return data


def _loaded(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_NoNumber,
            parse_float=_number,
            parse_int=_whole_number,
        )
    except RecursionError as error:
        raise RefusedReleaseError(path="", reason=str(_TOO_DEEP)) from error
    except json.JSONDecodeError as error:
        raise RefusedReleaseError(
            path="",
            reason=_("It is not valid JSON: %(error)s. Ask the publisher for a whole file.")
            % {"error": error},
            line=error.lineno,
        ) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    twice: _Twice | None = None
    for key, value in pairs:
        if key in found:
            twice = twice or _Twice()
            twice.key = key
            twice.values_differ = twice.values_differ or found[key] != value
        found[key] = value
    if twice is None:
        return found
    twice.update(found)
    return twice


def _number(text: str) -> float | _NoNumber:
    value = float(text)
    is_finite = float("-inf") < value < float("inf")
    return value if is_finite else _NoNumber(text)


def _whole_number(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= _LONGEST_NUMBER else _NoNumber(text)


def _sanitised(value: object, path: str, findings: Findings) -> Any:
    if isinstance(value, _NoNumber):
        return _no_number(value, path, findings)
    if isinstance(value, str):
        return _clean_text(value, path, findings)
    if path.count("/") > DEEPEST:
        # Of a stored release nobody has counted the brackets.
        raise RefusedReleaseError(path="", reason=str(_TOO_DEEP))
    # What was loaded is ours alone, so it is cleaned in its place: a copy would be as large again.
    if isinstance(value, list):
        for position, item in enumerate(value):
            value[position] = _sanitised(item, f"{path}/{position}", findings)
    elif isinstance(value, dict):
        return _clean_object(value, path, findings)
    return value


def _no_number(value: _NoNumber, path: str, findings: Findings) -> None:
    """Note what it means; RefusedReleaseError where nothing is known that it could."""
    if path.endswith(NO_LIMITS):
        findings.repaired(path, value, _("Means that there is no limit; left empty."))
    elif findings.is_of_stored:
        findings.forgave(path, value, _("Not a number that can be kept; left empty."))
    else:
        reason = _("Not a number that can be kept. Ask the publisher.")
        raise RefusedReleaseError(path=path, value=value, reason=reason)


def _clean_object(value: dict[str, Any], path: str, findings: Findings) -> dict[str, Any]:
    if isinstance(value, _Twice):
        _check_twice(value, path, findings)
        value = dict(value)
    for key, inner in [*value.items()]:
        name = _clean_text(key, f"{path}/(key)", findings)
        if name != key:
            del value[key]
        value[name] = _sanitised(inner, f"{path}/{name}".lstrip("/"), findings)
    return value


def _check_twice(value: _Twice, path: str, findings: Findings) -> None:
    place = f"{path}/{value.key}".lstrip("/")
    if value.values_differ and findings.is_of_stored:
        action = _("The key stood twice with different values; the last was kept.")
        findings.forgave(_clean(place), value.key, action)
        return
    if value.values_differ:
        raise RefusedReleaseError(
            path=_clean(place),
            reason=_("The key stands twice with different values. Remove the wrong one."),
        )
    findings.repaired(_clean(place), value.key, _("The key stood twice with one value; kept once."))


def _clean_text(text: str, path: str, findings: Findings) -> str:
    clean = _clean(text)
    if clean != text:
        findings.repaired(
            path, clean, _("Characters that cannot be kept were replaced or taken out.")
        )
    return clean


def _clean(text: str) -> str:
    return _CONTROL.sub("", _HALF_CHARACTER.sub("�", text))
