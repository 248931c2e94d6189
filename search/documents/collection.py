"""Kinds of documents that have indexes of their own: practices, or any corpus that is measured."""

from dataclasses import dataclass

from search.documents import KEYWORD_FIELDS


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Documents that share one index and its mapping.

    `name` stands in index names and `keywords` are the fields of exact values to filter by; both
    are of lower-case letters, digits and underscores, so that both engines can take them.
    """

    name: str
    keywords: tuple[str, ...]


PRACTICES = Collection(name="practice", keywords=KEYWORD_FIELDS)
"""The practices of the portal, filtered and counted by the finder's facets."""
