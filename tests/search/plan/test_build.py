"""Words that become concepts, phrases and corrections."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.plan.build import plan_for_text
from search.plan.correction import Corrector, SpellingIndex
from search.plan.model import Correction, MatchKind, Plan
from search.plan.synonyms import Rule, RuleKind, SynonymTable
from tests.factories.search import equal, plan

HOME_CARE = equal("home care", "domiciliary care", "people who draw on care")


def wordings(made):
    return [[item.label for item in concept.alternatives] for concept in made.concepts]


class TestConcepts:
    def test_are_the_longest_known_wordings_with_their_synonyms(self):
        made = plan("home care in wigan", rules=(HOME_CARE,))

        assert wordings(made) == [
            ["home care", "domiciliary care", "people who draw on care"],
            ["wigan"],
        ]

    def test_weigh_each_kind_of_wording(self):
        rules = (HOME_CARE, Rule(kind=RuleKind.ONE_WAY, terms=("home care",), targets=("respite",)))

        (concept,) = plan("home care", rules=rules).concepts

        assert [(item.kind, item.weight) for item in concept.alternatives] == [
            (MatchKind.EXACT, 1.0),
            (MatchKind.SYNONYM, 0.8),
            (MatchKind.SYNONYM, 0.8),
            (MatchKind.RELATED, 0.6),
        ]

    def test_leave_question_words_out(self):
        assert wordings(plan("how do we stop staff leaving")) == [["stop"], ["staff"], ["leaving"]]

    def test_keep_question_words_inside_a_known_wording_for_its_synonyms_only(self):
        (concept,) = plan("people who draw on care", rules=(HOME_CARE,)).concepts

        assert concept.alternatives[0].words == ("people", "draw", "care")
        assert concept.alternatives[0].label == "people who draw on care"

    def test_keep_question_words_when_there_is_nothing_else(self):
        assert wordings(plan("what can we do")) == [["what"], ["can"], ["we"], ["do"]]

    def test_come_once_however_often_they_are_typed(self):
        assert wordings(plan("care cared caring gardens")) == [["care"], ["gardens"]]


class TestPhrases:
    @pytest.mark.parametrize(
        "text", ['"home care" wigan', "“home care” wigan", "wigan «home care»"]
    )
    def test_are_words_in_quotation_marks_without_synonyms(self, text):
        made = plan(text, rules=(HOME_CARE,))

        assert made.phrases == (("home", "care"),)
        assert wordings(made) == [["wigan"]]

    @pytest.mark.parametrize("text", ['home "care', '"" home care', '"!" home care', 'home care"'])
    def test_are_not_made_of_stray_or_empty_marks(self, text):
        made = plan(text)

        assert made.phrases == ()
        assert wordings(made) == [["home"], ["care"]]


VOCABULARY = {"domiciliary": 3, "care": 9, "volunteer": 1}


class TestCorrections:
    def test_come_before_synonyms_and_lower_every_weight(self):
        made = plan("domicilary care", rules=(HOME_CARE,), vocabulary=VOCABULARY)

        assert made.corrections == (Correction(typed="domicilary", used="domiciliary"),)
        assert made.corrected_text == "domiciliary care"
        (concept,) = made.concepts
        assert [item.weight for item in concept.alternatives] == [0.7, 0.56, 0.56]

    def test_leave_the_rest_of_the_text_as_it_was_typed(self):
        made = plan("Care, by a volenteer?", vocabulary=VOCABULARY)

        assert made.corrected_text == "Care, by a volunteer?"

    def test_are_not_made_in_quotation_marks(self):
        made = plan('"domicilary care" volenteer', vocabulary=VOCABULARY)

        assert made.phrases == (("domicilary", "care"),)
        assert made.corrected_text == '"domicilary care" volunteer'

    def test_are_not_made_when_the_words_are_meant_as_typed(self):
        corrector = Corrector(SpellingIndex(VOCABULARY))

        made = plan_for_text(
            "volenteer", synonyms=SynonymTable(), corrector=corrector, is_exact=True
        )

        assert made.corrections == ()
        assert made.corrected_text == ""


class TestPlanForText:
    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=300))
    def test_makes_a_plan_of_any_text(self, text):
        made = plan(text, rules=(HOME_CARE,), vocabulary={"domiciliary": 3, "volunteer": 1})

        assert len(made.concepts) <= 32
        assert all(concept.alternatives[0].words for concept in made.concepts)
        assert all(made.phrases)
        assert Plan.from_json(made.to_json()) == made


class TestJson:
    def test_gives_back_an_equal_plan(self):
        made = plan(
            '"exact words" domicilary care',
            rules=(HOME_CARE,),
            vocabulary={"domiciliary": 1},
            filters={"theme": ("a", "b")},
            facets=("theme", "area"),
            ids=("1", "2"),
            is_newest_first=True,
        )

        assert Plan.from_json(made.to_json()) == made

    @pytest.mark.parametrize("text", ["", "{}", "[]", '{"concepts": 1}'])
    def test_refuses_what_is_no_plan(self, text):
        with pytest.raises(ValueError, match="plan"):
            Plan.from_json(text)
