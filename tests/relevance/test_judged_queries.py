"""Relevance on judged queries, held to what it was when it was last accepted."""

from collections import Counter

import pytest

from search.evaluation.run import evaluate, practice_names
from search.evaluation.significance import paired_bootstrap
from tests.relevance.judged import HARD_KINDS, accepted_ndcg, halves, judged, mean_ndcg
from tests.relevance.typing_errors import with_typing_errors

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def evaluation(filled_engine, django_db_blocker):
    """Scores of every judged query that has an answer."""
    with django_db_blocker.unblock():
        return evaluate(judged(), engine=filled_engine, names=practice_names().get)


class TestJudgements:
    def test_are_more_than_150_of_every_kind(self):
        kinds = Counter(item.kind for item in judged())

        assert kinds.total() > 150
        assert min(kinds.values()) >= 10

    def test_ask_each_query_once(self):
        queries = Counter(item.query.casefold() for item in judged())

        assert max(queries.values()) == 1


class TestRelevance:
    def test_has_no_significant_loss_against_the_baseline(self, evaluation):
        accepted = accepted_ndcg()

        change = paired_bootstrap(
            [accepted[score.query] for score in evaluation],
            [score.ndcg for score in evaluation],
        )

        assert not change.is_loss, f"nDCG@10 changed by {change}"

    def test_finds_something_for_every_query_that_has_an_answer(self, evaluation):
        assert [score.query for score in evaluation if not score.found] == []

    def test_is_good_on_tuned_and_on_held_out_queries(self, evaluation):
        tuned, held_out = halves(evaluation)

        assert mean_ndcg(tuned) >= 0.85
        assert mean_ndcg(held_out) >= 0.80

    @pytest.mark.parametrize("kind", HARD_KINDS)
    def test_holds_on_paraphrases_and_questions(self, evaluation, kind):
        assert mean_ndcg(score for score in evaluation if score.kind == kind) >= 0.6


class TestTypingErrors:
    def test_cost_a_twentieth_at_most(self, evaluation, filled_engine):
        slips = with_typing_errors(judged())

        mistyped = evaluate(slips, engine=filled_engine, names=practice_names().get)

        assert mean_ndcg(mistyped) >= 0.95 * mean_ndcg(evaluation)


class TestNoAnswer:
    def test_finds_nothing_for_words_that_no_practice_has(self, filled_engine):
        unanswered = evaluate(
            judged(has_answer=False), engine=filled_engine, names=practice_names().get
        )

        assert [score.query for score in unanswered if score.found] == []
