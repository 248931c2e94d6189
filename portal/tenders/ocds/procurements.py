"""Tells where an ocid was given to another procurement, which must not be joined with the first.

Notice services do so now and then (matching reference, 3.2): joined, the lots of one buyer would
stand under the title of another.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from portal.tenders.ocds.findings import Findings


def newest_procurement(
    releases: Sequence[dict[str, Any]], findings: Findings
) -> Sequence[dict[str, Any]]:
    """The releases that belong to what the newest one is about; ``releases`` come oldest first.

    Another procurement begins where a release states another buyer and another title than those
    known by then. A new title alone is an amendment, a new buyer alone a merger of councils.
    """
    begin, buyer, title = 0, "", ""
    for place, release in enumerate(releases):
        now = _plain(release, "buyer", "name"), _plain(release, "tender", "title")
        if all(now) and buyer not in {"", now[0]} and title not in {"", now[1]}:
            begin = place
            findings.repaired(
                "ocid",
                release.get("ocid", ""),
                _("Older releases of this ocid have another buyer and title; not joined."),
            )
        buyer, title = now[0] or buyer, now[1] or title
    return releases[begin:]


def _plain(release: dict[str, Any], part: str, key: str) -> str:
    """A text in small letters with single spaces; empty where none is stated."""
    node = release.get(part)
    value = node.get(key) if isinstance(node, dict) else None
    return " ".join(value.split()).casefold() if isinstance(value, str) else ""
