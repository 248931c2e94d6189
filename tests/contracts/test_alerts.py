"""A document alerts a search if and only if that search, limited to it, returns it."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.tantivy.memory import MemoryIndex
from search.plan.synonyms import Rule, RuleKind
from tests.factories.search import document, equal, plan

WRITTEN = [
    "home",
    "care",
    "domiciliary",
    "carer’s",
    "carers",
    "co-op",
    "cooperative",
    "PAs",
    "PA",
    "Montréal",
    "montreal",
    "café",
    "3,500",
    "24/7",
    "dementia",
    "gardens",
    "gardening",
    "commission",
    "commissioners",
    "end",
    "of",
    "life",
    "the",
    "how",
    "https://nhs.uk",
    "don't",
    "reablement",
    "care-plan",
    "Straße",
    "½",
    "people’s",
    "time",
    "bank",
    "credits",
    "日本",
    "🌱",
    "...",
]
MISSPELT = ("demenita", "reablememt", "gardenning", "unheardof", '"home', "care”", "AND", "-care")
THEMES = ("loneliness", "staff", "staff/retention")
STAGES = ("idea", "running")
RULES = (
    equal("home care", "domiciliary care", "care at home"),
    Rule(kind=RuleKind.SAME_WORD, terms=("commission", "commissioners")),
    Rule(kind=RuleKind.ONE_WAY, terms=("time credits",), targets=("time bank",)),
    Rule(kind=RuleKind.NEVER_MERGE, terms=("care", "carers")),
)


def prose(words=WRITTEN, longest=7):
    separators = st.sampled_from((" ", ", ", "-", "/", ". ", "\n"))
    pieces = st.lists(st.tuples(st.sampled_from(words), separators), max_size=longest)
    return pieces.map(lambda parts: "".join(word + after for word, after in parts))


def some_of(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def filled_documents(draw):
    count = draw(st.integers(2, 10))
    return [
        document(
            number,
            draw(prose()),
            summary=draw(prose()),
            body=draw(prose()),
            subjects=draw(prose(longest=3)),
            visibility=draw(st.sampled_from((("public",), ("public",), ("moderators",)))),
            keywords={"theme": draw(some_of(THEMES)), "stage": draw(some_of(STAGES))},
        )
        for number in range(1, count + 1)
    ]


def quoted(texts):
    return texts.map(lambda text: f'"{text}"')


def asked():
    words = prose((*WRITTEN, *MISSPELT), longest=5)
    chosen = st.fixed_dictionaries({"theme": some_of(THEMES), "stage": some_of(STAGES)})
    filters = chosen.map(lambda made: {field: values for field, values in made.items() if values})
    return st.tuples(
        st.one_of(words, words, quoted(words), st.tuples(words, quoted(words)).map(" ".join)),
        st.one_of(st.just({}), filters),
    )


class TestAgreement:
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(
        documents=filled_documents(),
        changed=st.sets(st.integers(1, 10), min_size=1, max_size=4),
        searches=st.lists(asked(), min_size=8, max_size=20),
    )
    def test_alerts_exactly_what_the_same_search_in_the_engine_returns(
        self, engine, documents, changed, searches
    ):
        engine.rebuild(documents)
        vocabulary = engine.vocabulary()
        ids = tuple(sorted(str(number) for number in changed))
        memory = MemoryIndex(item for item in documents if item.id in ids)

        for text, filters in searches:
            search = plan(text, rules=RULES, vocabulary=vocabulary, filters=filters)
            returned = engine.search(replace(search, ids=ids)).hits

            assert memory.ids_matching(search) == {hit.id for hit in returned}, search.to_json()


class TestMemoryIndex:
    def test_holds_any_number_of_documents(self):
        memory = MemoryIndex(document(number, "Gardens") for number in range(1, 1_501))

        assert len(memory.ids_matching(plan("garden"))) == 1_500

    def test_finds_nothing_among_no_documents(self):
        assert MemoryIndex([]).ids_matching(plan("")) == frozenset()
