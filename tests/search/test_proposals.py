"""Wordings that a search may have meant."""

from search.proposals import Origin, Proposal, Proposer


def proposals(text, *names, vocabulary=None):
    wordings = [Proposal(wording=name, origin=Origin.THEME) for name in names]
    found = Proposer(wordings, vocabulary or {}).proposals(text)
    return [proposal.wording for proposal in found]


class TestProposer:
    def test_proposes_wordings_with_the_same_stems_nearest_first(self):
        names = ("Care at night", "Night sitting service", "Sitting nights", "Gardens")

        assert proposals("night sitters", *names) == ["Care at night", "Sitting nights"]
        assert proposals("sitting at nights", *names)[0] == "Night sitting service"

    def test_proposes_wordings_that_differ_by_a_slip(self):
        assert proposals("lonelyness group", "Loneliness") == ["Loneliness"]

    def test_proposes_the_nearest_indexed_word_for_one_that_no_practice_has(self):
        vocabulary = {"dementia": 9, "demented": 1, "garden": 2}

        assert proposals("demetia", vocabulary=vocabulary) == ["dementia"]
        assert proposals("garden", vocabulary=vocabulary) == []

    def test_does_not_propose_the_search_itself(self):
        assert proposals("gardens", "Gardens", "garden") == []

    def test_names_a_wording_once_and_three_at_most(self):
        names = ("Home care", "home care", "Care homes", "Night care", "Day care", "Care")

        found = proposals("care workers", *names)

        assert len(found) == 3
        assert len({name.casefold() for name in found}) == 3

    def test_has_nothing_to_say_about_no_words(self):
        assert proposals("the of", "Gardens") == []
        assert proposals("", "Gardens") == []

    def test_says_where_a_wording_comes_from(self):
        synonym = Proposal(wording="time bank", origin=Origin.SYNONYM)

        assert Proposer([synonym], {}).proposals("time credits") == [synonym]
