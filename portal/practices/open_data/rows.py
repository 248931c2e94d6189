"""A practice as a row of an import file, so that what one portal gives another can take."""

from collections.abc import Callable
from typing import Any

from portal.practices.enums import FindingKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.models.practice import NARRATIVE_FIELDS
from portal.practices.naming import WITH_NAMED_PARTNERS
from portal.practices.querysets import PracticeQuerySet

TEXTS = (
    *("title", "summary", "stage", "stage_as_stated", "manual", "kind_of_change", "cost_band"),
    *("easy_read_url", "started", "as_of", *NARRATIVE_FIELDS, "cost_and_staff_time", "licence"),
)
"""Columns of a practice that have the same name in a row."""
VOCABULARIES = ("sectors", "areas", "themes", "client_groups", "gains")
CLAIM = (
    *("value", "unit", "what_changed", "period", "as_of", "measured_by", "effect", "method"),
    *("comparison", "replication", "caution"),
)
SOURCE = ("document", "section", "part", "url")
_RELATIONS = (
    *WITH_NAMED_PARTNERS,
    *VOCABULARIES,
    *("claims", "findings", "sources", "links__to"),
)


def with_rows(practices: PracticeQuerySet) -> PracticeQuerySet:
    """The practices with all that rows are made of, in a fixed number of queries."""
    ready: PracticeQuerySet = practices.select_related("lead_organisation").prefetch_related(
        *_RELATIONS
    )
    return ready


def practice_reference(practice: PracticePage) -> str:
    """Its reference, or for one that was told here, a reference made of its number."""
    return practice.reference or f"CP{practice.pk}"


def practice_row(practice: PracticePage, *, is_visible: Callable[[int], bool]) -> dict[str, Any]:
    """The row of a practice; links lead to practices that `is_visible` says everybody may read."""
    return {
        "reference": practice_reference(practice),
        **{name: str(getattr(practice, name)) for name in TEXTS},
        "evidence": practice.evidence_basis,
        "our_reading": list(practice.our_reading),
        "organisations": [each.slug for each in practice.organisations],
        **{name: [each.slug for each in getattr(practice, name).all()] for name in VOCABULARIES},
        "claims": [
            {name: getattr(claim, name) for name in CLAIM} for claim in practice.claims.all()
        ],
        **_findings(practice),
        "sources": [
            {name: getattr(source, name) for name in SOURCE} for source in practice.sources.all()
        ],
        "links": [_link(link) for link in practice.links.all() if is_visible(link.to_id)],
        "is_example": practice.is_example,
    }


def _findings(practice: PracticePage) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {"barriers": [], "enablers": [], "wants": []}
    for finding in practice.findings.all():
        if finding.kind == FindingKind.WANT:
            found["wants"].append(finding.text)
        else:
            name = "barriers" if finding.kind == FindingKind.BARRIER else "enablers"
            found[name].append({"text": finding.text, "addressee": finding.addressee})
    return found


def _link(link: PracticeLink) -> dict[str, Any]:
    return {
        "to": practice_reference(link.to),
        "kind": link.kind,
        "what_changed": link.what_changed,
        "why": link.why,
        "our_reading": link.is_our_reading,
    }
