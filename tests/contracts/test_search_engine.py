"""What a search finds and in which order, on both engines."""

import pytest

from search.plan.synonyms import Rule, RuleKind
from search.port import MAX_RESULTS, Change
from tests.factories.search import document, equal, plan


def found(engine, *args, **kwargs):
    return [hit.id for hit in engine.search(plan(*args, **kwargs)).hits]


class TestWords:
    def test_finds_a_word_in_every_text_of_a_document(self, engine):
        texts = ("summary", "body", "labels", "subjects")
        engine.rebuild(
            [document(1, "Loneliness")]
            + [
                document(number, "Other", **{name: "About loneliness."})
                for number, name in enumerate(texts, start=2)
            ]
        )

        assert set(found(engine, "loneliness")) == {"1", "2", "3", "4", "5"}

    def test_finds_other_forms_of_a_word(self, engine):
        engine.rebuild([document(1, "Recruiting carers"), document(2, "Gardens")])

        assert found(engine, "recruit carer") == ["1"]

    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("montreal", "Montréal"),
            ("MONTRÉAL", "montreal"),
            ("cooperative", "Co-operative"),
            ("co-op", "coop"),
            ("carers", "carer’s"),
            ("PA", "PAs"),
            ("3,500 hours", "3500"),
            ("care-plan", "care plan"),
        ],
    )
    def test_finds_a_word_however_it_is_written(self, engine, typed, written):
        engine.rebuild([document(1, written), document(2, "Something else")])

        assert found(engine, typed) == ["1"]

    def test_asks_for_any_of_several_things_and_ranks_those_with_more_of_them_first(self, engine):
        engine.rebuild(
            [
                document(1, "Dementia"),
                document(2, "Dementia and gardens"),
                document(3, "Nothing of the kind"),
            ]
        )

        assert found(engine, "dementia gardens") == ["2", "1"]

    def test_ranks_a_title_above_a_body(self, engine):
        engine.rebuild(
            [
                document(1, "Other words", body="dementia"),
                document(2, "Dementia", body="other words"),
            ]
        )

        assert found(engine, "dementia") == ["2", "1"]

    def test_ranks_what_is_filed_under_a_word_above_what_only_mentions_it(self, engine):
        engine.rebuild(
            [
                document(1, "One", labels="loneliness", subjects="friends"),
                document(2, "Two", body="loneliness", subjects="friends"),
            ]
        )

        assert found(engine, "loneliness") == ["1", "2"]

    def test_ranks_equal_scores_newest_first(self, engine):
        engine.rebuild([document(number, "Dementia") for number in (3, 1, 2)])

        assert found(engine, "dementia") == ["3", "2", "1"]

    def test_cuts_equal_scores_into_pages_of_one_list(self, engine):
        engine.rebuild([document(number, "Dementia") for number in (5, 2, 7, 1, 6, 3, 4)])

        pages = [found(engine, "dementia", offset=offset, size=3) for offset in (0, 3, 6)]

        assert pages == [["7", "6", "5"], ["4", "3", "2"], ["1"]]

    def test_finds_words_in_quotation_marks_only_together_and_as_written(self, engine):
        engine.rebuild(
            [document(1, "Home care"), document(2, "Care at home"), document(3, "Homes caring")]
        )

        assert found(engine, '"home care"') == ["1"]

    def test_lets_loose_words_rank_what_a_phrase_narrows(self, engine):
        engine.rebuild(
            [document(1, "Home care"), document(2, "Home care gardens"), document(3, "Gardens")]
        )

        assert found(engine, '"home care" gardens') == ["2", "1"]


class TestSynonyms:
    def test_finds_an_equal_wording_only_where_its_words_stand_together(self, engine):
        engine.rebuild(
            [
                document(1, "Domiciliary care"),
                document(2, "Home care"),
                document(3, "A home where people care"),
            ]
        )

        assert found(
            engine, "domiciliary care", rules=(equal("home care", "domiciliary care"),)
        ) == [
            "1",
            "2",
        ]

    def test_allows_one_word_inside_an_equal_wording(self, engine):
        engine.rebuild([document(1, "Home based care"), document(2, "Home and away care")])

        assert found(
            engine, "domiciliary care", rules=(equal("home care", "domiciliary care"),)
        ) == ["1"]

    def test_leads_a_one_way_rule_in_its_direction_only(self, engine):
        engine.rebuild([document(1, "LLP"), document(2, "Consortium")])
        rules = (Rule(kind=RuleKind.ONE_WAY, terms=("llp",), targets=("consortium",)),)

        assert found(engine, "llp", rules=rules) == ["1", "2"]
        assert found(engine, "consortium", rules=rules) == ["2"]

    def test_keeps_apart_what_a_rule_says_is_never_the_same(self, engine):
        engine.rebuild([document(1, "Care worker"), document(2, "Family carer")])
        rules = (
            equal("care worker", "paid carer", "family carer"),
            Rule(kind=RuleKind.NEVER_MERGE, terms=("care worker", "family carer")),
        )

        assert found(engine, "care worker", rules=rules) == ["1"]

    def test_needs_all_words_of_a_known_wording_but_not_side_by_side(self, engine):
        engine.rebuild([document(1, "Care near home"), document(2, "Care of gardens")])

        assert found(engine, "home care", rules=(equal("home care", "homecare"),)) == ["1"]


class TestCorrections:
    def test_finds_a_misspelt_word_by_the_word_of_the_index(self, engine):
        engine.rebuild([document(1, "Volunteer drivers"), document(2, "Gardens")])
        vocabulary = engine.vocabulary()

        assert found(engine, "volenteer", vocabulary=vocabulary) == ["1"]

    def test_weighs_a_corrected_word_below_a_right_one(self, engine):
        engine.rebuild([document(1, "Volunteer"), document(2, "Drivers")])

        ranked = found(engine, "volenteer drivers", vocabulary=engine.vocabulary())

        assert ranked == ["2", "1"]


class TestFilters:
    @pytest.fixture(autouse=True)
    def _documents(self, engine):
        engine.rebuild(
            [
                document(1, "Care", keywords={"theme": ("a",), "stage": ("running",)}),
                document(2, "Care", keywords={"theme": ("b",), "stage": ("running",)}),
                document(3, "Care", keywords={"theme": ("a", "b"), "stage": ("stopped",)}),
                document(4, "Care", keywords={"theme": ("c",), "stage": ("running",)}),
            ]
        )

    def test_widens_with_values_of_one_field_and_narrows_with_other_fields(self, engine):
        filters = {"theme": ("a", "b"), "stage": ("running",)}

        assert found(engine, filters=filters) == ["2", "1"]

    def test_does_not_let_a_filter_move_order_or_scores(self, engine):
        everything = {hit.id: hit.score for hit in engine.search(plan("care")).hits}

        fewer = engine.search(plan("care", filters={"theme": ("a", "b")})).hits

        assert [(hit.id, hit.score) for hit in fewer] == [
            (number, everything[number]) for number in ("3", "2", "1")
        ]

    def test_limits_a_search_to_ids(self, engine):
        assert found(engine, "care", ids=("4", "1", "99")) == ["4", "1"]

    def test_finds_nothing_within_no_ids(self, engine):
        assert found(engine, "care", ids=()) == []


class TestVisibility:
    def test_finds_and_counts_only_what_the_reader_may_see(self, engine):
        engine.rebuild(
            [
                document(1, "Care", keywords={"theme": ("a",)}),
                document(2, "Care", keywords={"theme": ("a",)}, visibility=("members",)),
            ]
        )

        page = engine.search(plan("care", facets=("theme",)))

        assert [hit.id for hit in page.hits] == ["1"]
        assert page.total == 1
        assert page.facets == {"theme": {"a": 1}}

    def test_shows_more_to_whom_more_is_visible(self, engine):
        engine.rebuild([document(1, "Care"), document(2, "Care", visibility=("members",))])

        assert found(engine, "care", visibility=("public", "members")) == ["2", "1"]


class TestPages:
    @pytest.fixture(autouse=True)
    def _documents(self, engine):
        engine.rebuild([document(number, "Care") for number in range(1, 26)])

    def test_gives_each_result_once_over_all_pages(self, engine):
        pages = [found(engine, "care", offset=offset, size=10) for offset in (0, 10, 20)]

        assert [len(page) for page in pages] == [10, 10, 5]
        assert {one for page in pages for one in page} == {str(one) for one in range(1, 26)}

    def test_counts_all_results_whatever_the_page(self, engine):
        assert engine.search(plan("care", size=0)).total == 25
        assert engine.search(plan("care", offset=MAX_RESULTS - 20)).total == 25

    def test_gives_no_results_for_a_size_of_nothing(self, engine):
        assert engine.search(plan("care", size=0)).hits == ()

    def test_lists_everything_newest_first_without_words(self, engine):
        assert found(engine, size=3) == ["25", "24", "23"]

    def test_lists_newest_first_when_asked(self, engine):
        engine.apply([Change(id="7", version=2, document=document(7, "Care care", version=2))])

        ranked = found(engine, "care", size=2)
        dated = found(engine, "care", size=2, is_newest_first=True)

        assert ranked[0] == "7"
        assert dated == ["25", "24"]
