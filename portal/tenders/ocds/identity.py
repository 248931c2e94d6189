"""What tells one release from another: its ocid, id, tags and date, and the digest of it all."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.tenders.ocds.findings import Findings, RefusedReleaseError
from portal.tenders.ocds.values import Node

LONGEST_OCID = 100
LONGEST_RELEASE_ID = 200
OWN_PREFIX = "common-practice-"
"""Begins the numbers of notices posted here; no import may write those."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A release in its contracting process; ``sha256`` is of the content, not of its layout."""

    ocid: str
    release_id: str
    is_id_synthesised: bool
    tags: tuple[str, ...]
    released_at: datetime
    sha256: str


def identified(release: dict[str, Any], *, published: str, findings: Findings) -> Identity:
    """Who a release is; without an id it gets one from its ocid, date and tags.

    ``published`` is the date of the package, which stands in for a missing date of the release.

    Raises:
        RefusedReleaseError: it has no ocid, or nothing says when it was published, or what does is
            no date that exists.
    """
    node = Node(release, "", findings)
    ocid = _ocid(release)
    tags = tuple(node.texts("tag"))
    released_at = _released_at(node, published)
    release_id = node.text("id")
    is_synthesised = not release_id or len(release_id) > LONGEST_RELEASE_ID
    if is_synthesised:
        release_id = _synthesised_id(ocid, released_at, tags)
        node.drop("id", _("No usable id; “%(id)s” was made for it.") % {"id": release_id})
    return Identity(
        ocid=ocid,
        release_id=release_id,
        is_id_synthesised=is_synthesised,
        tags=tags,
        released_at=released_at,
        sha256=_digest(release),
    )


def _ocid(release: dict[str, Any]) -> str:
    value = release.get("ocid")
    if isinstance(value, str) and value.strip().lower().startswith(OWN_PREFIX):
        reason = _("A buyer posted the notice with this ocid here. No file may change it.")
        raise RefusedReleaseError(path="ocid", value=value[:LONGEST_OCID], reason=reason)
    if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_OCID:
        return value.strip()
    if value is None and isinstance(release.get("releases"), dict | str):
        reason = _("“releases” must be a list of releases.")
        raise RefusedReleaseError(path="releases", reason=reason)
    if value is None:
        reason = _("The ocid is missing. Without it nothing says which tender this is about.")
    else:
        reason = _("The ocid must be text of 1 to %(longest)s characters.") % {
            "longest": LONGEST_OCID
        }
    raise RefusedReleaseError(path="ocid", value="" if value is None else value, reason=reason)


def _released_at(node: Node, published: str) -> datetime:
    node.check_moment("date")
    stated = node.moment("date")
    if stated is not None:
        return stated
    tender = node.child("tender")
    tender.check_moment("datePublished")
    for other, path in (
        (tender.moment("datePublished"), "tender/datePublished"),
        (Node({"date": published}, "", Findings()).moment("date"), "publishedDate"),
    ):
        if other is not None:
            node.drop("date", _("No date; taken from %(path)s.") % {"path": path})
            return other
    raise RefusedReleaseError(
        path="date",
        value=node.data.get("date", ""),
        reason=_("No date, so nothing says whether it is newer than another."),
    )


def _synthesised_id(ocid: str, released_at: datetime, tags: tuple[str, ...]) -> str:
    parts = "\n".join([ocid, released_at.isoformat(), *tags])
    return f"made-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"


def _digest(release: dict[str, Any]) -> str:
    canonical = json.dumps(release, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
