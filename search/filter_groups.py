"""The finder's filters with their counts, and the chosen ones as links that take them away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.practices.facets import FACETS, NOT_STATED, Facet
from portal.practices.query import NEWEST, PracticeQuery

VISIBLE = 6
"""Choices of a long list that are seen before the rest is folded away."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a filter, with how many results it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class FilterGroup:
    """One filter as the component `filter_group` shows it; one with a choice is never folded."""

    key: str
    legend: str | Promise
    options: list[Option]
    visible: int
    is_folded: bool


@dataclass(frozen=True, kw_only=True)
class SelectedFilter:
    """A chosen value, with the address of the same search without it."""

    key: str
    value: str
    label: str
    group: str | Promise
    url: str


def filter_groups(
    query: PracticeQuery, counts: Mapping[str, Mapping[str, int]]
) -> list[FilterGroup]:
    """Every listed facet with all values of its vocabulary, those without a result as 0.

    Of an open-ended facet only the values that a result has, or that are chosen.
    """
    return [
        _group(facet, query.filters.get(facet.key, ()), counts.get(facet.key, {}))
        for facet in FACETS
        if facet.is_listed
    ]


def selected_filters(query: PracticeQuery, *, base_url: str) -> list[SelectedFilter]:
    """The chosen values in the order of the facets, each with its way out."""
    return list(_selected(query, base_url))


def hidden_filters(query: PracticeQuery) -> list[tuple[str, str]]:
    """What the form does not ask and must send along: unlisted facets' values, and the order."""
    listed = {facet.key for facet in FACETS if facet.is_listed}
    pairs = [
        (key, value)
        for key, values in query.filters.items()
        if key not in listed
        for value in values
    ]
    return [*pairs, ("sort", NEWEST)] if query.is_newest_first else pairs


def address(base_url: str, query: PracticeQuery, *, with_page: bool = False) -> str:
    """The address of a search, without a question mark when there is nothing to ask."""
    query_string = query.to_query_string(with_page=with_page)
    return f"{base_url}?{query_string}" if query_string else base_url


def _group(facet: Facet, chosen: tuple[str, ...], counts: Mapping[str, int]) -> FilterGroup:
    options = _options(facet, chosen, counts)
    is_whole = facet.is_ordered and not facet.is_open_ended
    return FilterGroup(
        key=facet.key,
        legend=facet.label,
        options=options,
        visible=max(len(options), 1) if is_whole else VISIBLE,
        is_folded=facet.is_folded and not chosen,
    )


def _options(facet: Facet, chosen: tuple[str, ...], counts: Mapping[str, int]) -> list[Option]:
    known_values = facet.values()
    if facet.is_open_ended:
        known_values = [one for one in known_values if one.value in counts or one.value in chosen]
    options = [
        Option(
            value=known.value,
            label=known.label,
            count=counts.get(known.value, 0),
            is_chosen=known.value in chosen,
        )
        for known in known_values
    ]
    if facet.is_ordered:
        return options
    return sorted(options, key=lambda option: (option.value == NOT_STATED, -option.count))


def _selected(query: PracticeQuery, base_url: str) -> Iterator[SelectedFilter]:
    for facet in FACETS:
        chosen = query.filters.get(facet.key, ())
        for value, label in facet.labels_of(chosen).items():
            yield SelectedFilter(
                key=facet.key,
                value=value,
                label=label,
                group=facet.label,
                url=address(base_url, query.without(facet.key, value)),
            )
