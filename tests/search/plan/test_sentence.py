"""A plan reads as sentences."""

from dataclasses import replace

from search.plan.model import FieldFilter, Plan
from search.plan.sentence import plan_sentence
from search.plan.synonyms import Rule, RuleKind
from tests.factories.search import equal, plan


class TestPlanSentence:
    def test_names_concepts_with_their_other_wordings(self):
        rules = (
            equal("home care", "homecare"),
            Rule(kind=RuleKind.ONE_WAY, terms=("quit",), targets=("turnover",)),
        )

        assert plan_sentence(plan("home care quit gardens", rules=rules)) == (
            "Looks for “home care” (also called “homecare”), “quit” (close to “turnover”) or "
            "“gardens”. Best match first."
        )

    def test_names_phrases_corrections_and_what_was_left_out(self):
        made = plan('how do the gardns "grow well"', vocabulary={"gardens": 3})

        assert plan_sentence(made) == (
            "Looks for “gardens”. The exact words “grow well” must be there. "
            "“gardns” is read as “gardens”. "
            "Leaves out words that nearly every question has: “how”, “do”, “the”. "
            "Best match first."
        )

    def test_names_filters_and_what_moderators_placed(self):
        made = replace(
            plan("gardens"),
            filters=(
                FieldFilter(field="client_group", values=("dementia", "autism")),
                FieldFilter(field="stage", values=("running",)),
            ),
            pinned=("3",),
            hidden=("4", "5"),
        )

        assert plan_sentence(made) == (
            "Looks for “gardens”. Only with client group “dementia” or “autism” and "
            "stage “running”. Moderators put 1 practice first. Moderators left 2 practices out. "
            "Best match first."
        )

    def test_says_when_nothing_is_asked_for(self):
        assert plan_sentence(Plan()) == "Looks for every practice. Newest first."
