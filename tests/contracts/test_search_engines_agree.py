"""The two engines against each other: the same order, totals, counts, words and marks."""

import pytest

from search.plan.synonyms import Rule, RuleKind
from tests.factories.search import document, equal, plan

pytestmark = pytest.mark.elasticsearch

SENTENCES = (
    "Home care co-operatives owned by their workers",
    "Volunteer drivers take older people to their GP",
    "A garden for people with dementia, with a café",
    "Peer review between services: a fresh pair of eyes",
    "Time bank and time credits for neighbours",
    "Domiciliary care at night, paid by the shift",
    "Employment of PAs through a personal budget",
    "Don't wait: 24/7 help in Montréal costs £9.28 an hour",
)
RULES = (
    equal("home care", "domiciliary care"),
    Rule(kind=RuleKind.ONE_WAY, terms=("time credits",), targets=("time bank",)),
)
QUERIES = (
    "home care",
    "domiciliary care workers",
    "time credits",
    '"older people" drivers',
    "what is the cost of care at night in montreal",
    "garden cafe",
    "PA",
    "coop 9.28 24/7",
    "nothing known here",
    "",
)


def documents():
    for number in range(1, 61):
        first, second, third = (
            SENTENCES[(number * factor) % len(SENTENCES)] for factor in (1, 3, 5)
        )
        yield document(
            number,
            first,
            summary=second,
            body=f"{third}. " * (number % 3),
            keywords={"theme": (f"theme-{number % 7}", "all"), "stage": (f"stage-{number % 3}",)},
        )


@pytest.fixture
def filled(both_engines):
    for engine in both_engines:
        engine.rebuild(documents())
    return both_engines


class TestAgreement:
    @pytest.mark.parametrize("query", QUERIES)
    @pytest.mark.parametrize(
        "filters",
        [{}, {"theme": ("theme-1", "theme-2"), "stage": ("stage-0",)}],
        ids=["all", "few"],
    )
    def test_finds_the_same_in_the_same_order_with_the_same_counts(self, filled, query, filters):
        made = plan(query, rules=RULES, filters=filters, facets=("theme", "stage"), size=60)

        embedded, server = (engine.search(made) for engine in filled)

        assert [hit.id for hit in embedded.hits] == [hit.id for hit in server.hits]
        assert embedded.total == server.total
        assert embedded.facets == server.facets
        shown = [(hit.title, hit.summary, hit.fragments, hit.matches) for hit in embedded.hits]
        assert shown == [
            (hit.title, hit.summary, hit.fragments, hit.matches) for hit in server.hits
        ]

    def test_knows_the_same_words_equally_often(self, filled):
        embedded, server = (engine.vocabulary() for engine in filled)

        assert embedded == server
