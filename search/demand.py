"""Which searches are counted, and which of them found too little."""

from django.http import HttpRequest
from django.utils import timezone

from portal.common.people_or_programs import is_of_a_person
from search.finding import Findings
from search.services.record_demand import SearchMade, record_search

FEW_RESULTS = 3
"""Fewer results than this are few: what somebody would look at without a list."""


def is_weak(findings: Findings) -> bool:
    """Whether a search with words found little, or nothing that is about most of what was asked.

    Little is fewer than three results. Otherwise the best result decides: it must hold at least
    half of the things asked for, in any of their wordings. The engines' scores have no part in it,
    because they cannot be compared between two searches.
    """
    plan = findings.plan
    asked = {concept.alternatives[0].label for concept in plan.concepts}
    if not (asked or plan.phrases):
        return False
    if findings.total < FEW_RESULTS or not findings.hits:
        return True
    held = {match.typed for match in findings.hits[0].matches}
    return len(asked & held) * 2 < len(asked)


def count_search(request: HttpRequest, findings: Findings) -> None:
    """Count a search that a person typed or chose: its first page, and not that of a program."""
    query = findings.query
    if query.page == 1 and (query.text or query.filters) and is_of_a_person(request):
        made = SearchMade(
            text=query.text if not query.filters else "",
            themes=query.filters.get("theme", ()),
            total=findings.total,
            is_weak=is_weak(findings),
        )
        record_search(search=made, on=timezone.localdate())
