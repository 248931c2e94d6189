"""Synonym rules, their directions and their limits."""

from search.plan.model import MatchKind
from search.plan.synonyms import Rule, RuleKind, SynonymTable
from search.text import stems


def rule(kind, *terms, to=()):
    return Rule(kind=kind, terms=terms, targets=tuple(to))


def wordings(table, text):
    return {wording.label: wording.kind for wording in table.wordings_of(stems(text))}


class TestWordingsOf:
    def test_gives_every_other_equal_wording(self):
        table = SynonymTable([rule(RuleKind.EQUAL, "home care", "homecare", "dom care")])

        assert wordings(table, "Homecare") == {
            "home care": MatchKind.SYNONYM,
            "dom care": MatchKind.SYNONYM,
        }

    def test_knows_a_wording_in_any_of_its_forms(self):
        table = SynonymTable([rule(RuleKind.EQUAL, "care worker", "frontline worker")])

        assert wordings(table, "care workers") == {"frontline worker": MatchKind.SYNONYM}

    def test_leads_one_way(self):
        table = SynonymTable([rule(RuleKind.ONE_WAY, "llp", to=["consortium"])])

        assert wordings(table, "LLPs") == {"consortium": MatchKind.RELATED}
        assert wordings(table, "consortium") == {}

    def test_does_not_chain_rules(self):
        table = SynonymTable(
            [
                rule(RuleKind.EQUAL, "llp", "limited liability partnership"),
                rule(RuleKind.ONE_WAY, "limited liability partnership", to=["consortium"]),
            ]
        )

        assert wordings(table, "llp") == {"limited liability partnership": MatchKind.SYNONYM}

    def test_keeps_apart_what_is_never_the_same_in_any_order_of_rules(self):
        table = SynonymTable(
            [
                rule(RuleKind.NEVER_MERGE, "living wage", "national living wage"),
                rule(RuleKind.EQUAL, "living wage", "rlw", "national living wage"),
            ]
        )

        assert wordings(table, "living wage") == {"rlw": MatchKind.SYNONYM}
        assert wordings(table, "national living wage") == {"rlw": MatchKind.SYNONYM}

    def test_lets_a_rule_lead_between_what_is_never_the_same(self):
        table = SynonymTable(
            [
                rule(RuleKind.NEVER_MERGE, "personal budget", "direct payment"),
                rule(RuleKind.ONE_WAY, "personal budget", to=["direct payment"]),
            ]
        )

        assert wordings(table, "personal budgets") == {"direct payment": MatchKind.RELATED}

    def test_takes_the_closest_of_two_relations(self):
        table = SynonymTable(
            [
                rule(RuleKind.ONE_WAY, "commissioning", to=["commissioner"]),
                rule(RuleKind.SAME_WORD, "commissioning", "commissioner"),
            ]
        )

        assert wordings(table, "commissioning") == {"commissioner": MatchKind.SAME_WORD}

    def test_ignores_forms_that_the_stemmer_joins_anyway(self):
        table = SynonymTable([rule(RuleKind.EQUAL, "carer", "carers")])

        assert wordings(table, "carer") == {}

    def test_ignores_wordings_without_a_word(self):
        table = SynonymTable([rule(RuleKind.EQUAL, "&", "and", "!")])

        assert wordings(table, "and") == {}


class TestLongestMatch:
    def test_counts_the_words_of_the_longest_known_wording(self):
        table = SynonymTable(
            [
                rule(RuleKind.EQUAL, "living wage", "x"),
                rule(RuleKind.EQUAL, "living wage employer", "y"),
            ]
        )

        assert table.longest_match(stems("living wage employers in wigan")) == 3
        assert table.longest_match(stems("living wage in wigan")) == 2
        assert table.longest_match(stems("wage in wigan")) == 0

    def test_does_not_count_a_wording_that_is_only_led_to(self):
        table = SynonymTable([rule(RuleKind.ONE_WAY, "llp", to=["joint bid"])])

        assert table.longest_match(stems("joint bid")) == 0


class TestProtected:
    def test_holds_words_that_are_never_corrected(self):
        table = SynonymTable([rule(RuleKind.NEVER_CORRECT, "CQC", "G&TC")])

        assert table.protected == {"cqc", "g", "tc"}


class TestKnownStems:
    def test_holds_the_words_of_both_sides(self):
        table = SynonymTable(
            [rule(RuleKind.ONE_WAY, "nine-day fortnight", to=["compressed hours"])]
        )

        assert {"fortnight", "compressed", "hours"} <= table.known_words
