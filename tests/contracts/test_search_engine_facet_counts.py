"""Facet counts against counting by hand, on both engines, with many and multi-valued fields."""

import random
from collections import Counter

from search.documents import KEYWORD_FIELDS
from search.port import Change
from tests.factories.search import document, plan

SIZES = {"theme": 150, "area": 12, "stage": 5, "started": 3}
"""Field -> how many values it has; the other fields say “not stated”."""
CHOICES = (
    {},
    {"theme": ("theme-0", "theme-1")},
    {"stage": ("stage-4",), "area": ("area-0", "area-1", "area-2")},
    {"theme": ("theme-0",), "area": ("area-0",), "stage": ("stage-0",), "started": ("no-such",)},
    {"cost_band": ("not-stated",), "started": ("started-1", "not-stated")},
    {"easy_read": ("yes",)},
)


def _keywords(chance):
    keywords = dict.fromkeys(KEYWORD_FIELDS, ("not-stated",))
    for name, size in SIZES.items():
        some = chance.sample(range(size), k=chance.randint(0, 4 if size > 5 else 1))
        keywords[name] = tuple(f"{name}-{number}" for number in some) or ("not-stated",)
    return keywords


def _documents():
    chance = random.Random(7)  # noqa: S311 - a fixed sample, no secret.
    return [document(number, "Care", keywords=_keywords(chance)) for number in range(300)]


def _by_hand(documents, choices):
    return {
        facet: {
            **dict.fromkeys(choices.get(facet, ()), 0),
            **Counter(
                value
                for one in documents
                if all(
                    set(one.keywords[name]) & set(values)
                    for name, values in choices.items()
                    if name != facet
                )
                for value in one.keywords[facet]
            ),
        }
        for facet in KEYWORD_FIELDS
    }


class TestFacetCounts:
    def test_are_those_of_counting_by_hand(self, engine):
        documents = _documents()
        engine.rebuild(documents)

        for choices in CHOICES:
            found = engine.search(plan(filters=choices, facets=KEYWORD_FIELDS, size=5))

            assert found.facets == _by_hand(documents, choices), choices

    def test_are_the_same_after_documents_were_written_in_several_rounds(self, engine):
        # Each round makes a segment of its own in both engines.
        documents = _documents()
        engine.rebuild(documents[:100])
        for start in (100, 200):
            engine.apply(
                Change(id=one.id, version=1, document=one) for one in documents[start : start + 100]
            )

        found = engine.search(plan(facets=KEYWORD_FIELDS))

        assert found.facets == _by_hand(documents, {})
        assert len(found.facets["theme"]) > 100
