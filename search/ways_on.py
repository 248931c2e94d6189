"""Every way on from a search that found nothing, each with how much it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from portal.organisations.models import Area
from portal.practices.facets import FACETS
from search.filter_groups import address
from search.finding import Findings, total_without_words, totals_without_each_filter
from search.nearest import Nearest, nearest_practices


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """A filter whose removal would bring results back, or words that stand in the way."""

    label: str | Promise
    count: int
    url: str


@dataclass(frozen=True, kw_only=True)
class WaysOn:
    """Filters to take away, the one that helps most first; filters without words; the nearest."""

    relaxations: list[Relaxation]
    wordless: Relaxation | None
    nearest: Nearest | None
    nearest_url: str


def ways_on(findings: Findings, *, asked: Sequence[Area], base_url: str) -> WaysOn:
    """The ways on from findings that are empty.

    Raises:
        SearchUnavailableError: the engine cannot answer.
    """
    nearest = nearest_practices(findings.query, asked=asked)
    return WaysOn(
        relaxations=_relaxations(findings, base_url),
        wordless=_wordless(findings, base_url),
        nearest=nearest,
        nearest_url=address(base_url, nearest.query) if nearest else "",
    )


def _relaxations(findings: Findings, base_url: str) -> list[Relaxation]:
    labels = {facet.key: facet.label for facet in FACETS}
    totals = totals_without_each_filter(findings)
    ways = [
        Relaxation(
            label=labels[key], count=count, url=address(base_url, findings.query.without(key))
        )
        for key, count in totals.items()
        if count
    ]
    return sorted(ways, key=lambda way: -way.count)


def _wordless(findings: Findings, base_url: str) -> Relaxation | None:
    query = replace(findings.query, text="", is_exact=False, page=1)
    if not (findings.query.text and query.filters):
        return None
    count = total_without_words(findings)
    if not count:
        return None
    return Relaxation(label=findings.query.text, count=count, url=address(base_url, query))
