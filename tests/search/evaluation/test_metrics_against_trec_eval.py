"""Our metrics against trec_eval’s, through pytrec_eval, on rankings drawn by chance."""

import random

import pytest
import pytrec_eval

from search.evaluation.metrics import ndcg, recall, reciprocal_rank

MEASURES = {"ndcg_cut.10", "recall.10", "recip_rank"}


def drawn(seed):
    """A ranking and grades: some judged and not found, found and not judged, ties, negatives."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret.
    documents = [f"d{number}" for number in range(40)]
    grades = {name: rng.choice([-1, 0, 0, 1, 1, 2, 3]) for name in rng.sample(documents, 15)}
    return rng.sample(documents, rng.randint(1, 10)), grades


def of_trec_eval(ranked, grades):
    run = {"q": {name: float(len(ranked) - place) for place, name in enumerate(ranked)}}
    return pytrec_eval.RelevanceEvaluator({"q": grades}, MEASURES).evaluate(run)["q"]


EDGES = {
    "best order": (["a", "b", "c"], {"a": 3, "b": 2, "c": 1}),
    "equal grades": (["b", "a", "x"], {"a": 2, "b": 2, "c": 2}),
    "only the tenth": ([f"x{n}" for n in range(9)] + ["a"], {"a": 1}),
    "nothing relevant found": (["x"], {"a": 3}),
    "nothing relevant at all": (["a"], {"a": 0}),
    "only harmful": (["a"], {"a": -1}),
    "more relevant than places": (["a0"], {f"a{n}": 3 for n in range(30)}),
}


class TestMetrics:
    @pytest.mark.parametrize(("ranked", "grades"), EDGES.values(), ids=EDGES)
    def test_agree_with_trec_eval_at_the_edges(self, ranked, grades):
        theirs = of_trec_eval(ranked, grades)

        assert ndcg(ranked, grades) == pytest.approx(theirs["ndcg_cut_10"])
        assert recall(ranked, grades) == pytest.approx(theirs["recall_10"])
        assert reciprocal_rank(ranked, grades) == pytest.approx(theirs["recip_rank"])

    @pytest.mark.parametrize("seed", range(50))
    def test_agree_with_trec_eval_on_any_ranking(self, seed):
        ranked, grades = drawn(seed)
        theirs = of_trec_eval(ranked, grades)

        assert ndcg(ranked, grades) == pytest.approx(theirs["ndcg_cut_10"])
        assert recall(ranked, grades) == pytest.approx(theirs["recall_10"])
        assert reciprocal_rank(ranked, grades) == pytest.approx(theirs["recip_rank"])
