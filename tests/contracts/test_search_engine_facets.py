"""How facets are counted, on both engines."""

from dataclasses import replace

import pytest

from search.plan.model import Alternative, Concept, MatchKind
from tests.factories.search import document, plan


def counts(engine, *args, **kwargs):
    return engine.search(plan(*args, **kwargs)).facets


@pytest.fixture
def _three_themes(engine):
    engine.rebuild(
        [
            document(1, "Care", keywords={"theme": ("a",), "area": ("north",)}),
            document(2, "Care", keywords={"theme": ("a", "b"), "area": ("south",)}),
            document(3, "Care", keywords={"theme": ("b",), "area": ("south",)}),
            document(4, "Gardens", keywords={"theme": ("c",), "area": ("north",)}),
        ]
    )


@pytest.mark.usefixtures("_three_themes")
class TestFacets:
    def test_counts_each_value_of_the_results(self, engine):
        assert counts(engine, "care", facets=("theme", "area")) == {
            "theme": {"a": 2, "b": 2},
            "area": {"north": 1, "south": 2},
        }

    def test_counts_a_facet_under_every_filter_but_its_own(self, engine):
        filters = {"theme": ("a",), "area": ("south",)}

        assert counts(engine, filters=filters, facets=("theme", "area")) == {
            "theme": {"a": 1, "b": 2},
            "area": {"north": 1, "south": 1},
        }

    def test_lists_a_selected_value_that_nothing_has_as_0(self, engine):
        found = counts(engine, "care", filters={"theme": ("c", "none")}, facets=("theme",))

        assert found == {"theme": {"a": 2, "b": 2, "c": 0, "none": 0}}

    def test_counts_all_results_and_not_only_those_of_the_page(self, engine):
        assert counts(engine, facets=("area",), size=1, offset=2) == {
            "area": {"north": 2, "south": 2}
        }

    def test_counts_within_the_ids_that_a_search_is_limited_to(self, engine):
        assert counts(engine, facets=("area",), ids=("1", "2")) == {
            "area": {"north": 1, "south": 1}
        }

    def test_counts_no_facet_that_was_not_asked_for(self, engine):
        assert counts(engine, "care", facets=()) == {}


WORDINGS = (
    (("retention",),),
    (("retention",), ("staff", "retention")),
    (("staff", "retention"), ("keeping", "people")),
    (("keeping", "people"), ("staff", "retention"), ("people", "keeping")),
)


class TestWordings:
    """A concept counts every document that holds one of its wordings, whatever else it has."""

    @pytest.mark.parametrize("wordings", WORDINGS)
    @pytest.mark.parametrize("kind", [MatchKind.SYNONYM, MatchKind.EXACT])
    def test_counts_what_is_found_by_them(self, engine, wordings, kind):
        titles = ("Retention", "Staff retention", "Retention of staff", "Keeping people", "Staff")
        engine.rebuild(
            [
                document(number, title, keywords={"theme": (title,)})
                for number, title in enumerate(titles, start=1)
            ]
        )
        alternatives = tuple(
            Alternative(words=words, label=" ".join(words), kind=kind, weight=1.0)
            for words in wordings
        )
        concepts = (Concept(alternatives=alternatives),)

        page = engine.search(replace(plan(facets=("theme",)), concepts=concepts))

        assert page.total
        assert page.facets["theme"] == {titles[int(hit.id) - 1]: 1 for hit in page.hits}


class TestManyValues:
    def test_lists_every_value_however_many_there_are(self, engine):
        engine.rebuild(
            [
                document(number, "Care", keywords={"theme": (f"theme-{number}", "shared")})
                for number in range(40)
            ]
        )

        found = counts(engine, facets=("theme",))["theme"]

        assert found == {"shared": 40, **{f"theme-{number}": 1 for number in range(40)}}
