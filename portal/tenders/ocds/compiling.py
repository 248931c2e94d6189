"""Compiles the releases of one ocid into one, by the merge rules of OCDS 1.1.5."""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from ocdsmerge import Merger
from ocdsmerge.exceptions import OCDSMergeError, OCDSMergeWarning

from portal.tenders.ocds.findings import Findings, RefusedReleaseError

WHOLE_LIST = "wholeListMerge"
_OF_ONE = {"id", "date", "tag"}
"""What tells single releases apart, and means nothing of them together."""
# From the release schema 1.1.5: what a compiled release leaves out, and the lists of objects that
# are replaced as a whole although their objects have ids. The schema itself stands on a web
# server, and an import must not wait for one.
MERGE_RULES: dict[tuple[str, ...], str] = {
    ("id",): "omitWhenMerged",
    ("date",): "omitWhenMerged",
    ("tag",): "omitWhenMerged",
    ("publisher",): "omitWhenMerged",
    ("links",): "omitWhenMerged",
    ("parties", "additionalIdentifiers"): WHOLE_LIST,
    ("tender", "additionalClassifications"): WHOLE_LIST,
    ("tender", "items", "additionalClassifications"): WHOLE_LIST,
    ("awards", "items", "additionalClassifications"): WHOLE_LIST,
    ("contracts", "items", "additionalClassifications"): WHOLE_LIST,
}


def compiled_release(releases: Sequence[dict[str, Any]], findings: Findings) -> dict[str, Any]:
    """The newest value of every field; ``releases`` come oldest first.

    Raises:
        RefusedReleaseError: a field is an object in one release and something else in another.
    """
    merger = Merger(merge_rules={**MERGE_RULES, **_lists_without_ids(releases)})
    keys = dict.fromkeys(key for release in releases for key in release if key not in _OF_ONE)
    compiled: dict[str, Any] = {}
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", OCDSMergeWarning)
            for key in keys:
                compiled |= _compiled_part(merger, releases, key)
    except (OCDSMergeError, AttributeError, TypeError) as error:
        raise RefusedReleaseError(
            path="",
            value=error,
            reason=_("It cannot be joined with the older releases of this ocid."),
        ) from error
    for warning in caught:
        findings.repaired("id", warning.message, _("Entries with one id were joined into one."))
    return compiled


def _compiled_part(merger: Merger, releases: Sequence[dict[str, Any]], key: str) -> dict[str, Any]:
    """What all releases say under one key, empty where the newest that speaks of it takes it away.

    No rule reaches from one key to another, and the library holds each value with its whole path
    while it merges: of a large release by itself that would take more memory than all else.
    """
    # The library sorts by the text of the dates, in which 10:00+01:00 comes after 09:30Z.
    parts = [
        {"date": f"{number:06}", key: release[key]}
        for number, release in enumerate(releases)
        if key in release
    ]
    merged = merger.create_compiled_release(parts)
    return {key: merged[key]} if key in merged else {}


def _lists_without_ids(releases: Sequence[dict[str, Any]]) -> dict[tuple[str, ...], str]:
    """Lists of objects that cannot be matched by id: by the standard the newest list counts."""
    return {path: WHOLE_LIST for release in releases for path in _idless(release, ())}


def _idless(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _idless(inner, (*path, key))
    elif isinstance(value, list):
        if any(isinstance(item, dict) and not _has_plain_id(item) for item in value):
            yield path
        for item in value:
            yield from _idless(item, path)


def _has_plain_id(item: dict[str, Any]) -> bool:
    identifier = item.get("id")
    return isinstance(identifier, str | int) and not isinstance(identifier, bool)
