"""What results show of themselves, on both engines: escaped, marked and short."""

import html
import re

from search.highlighting import FRAGMENT_LENGTH, MAX_FRAGMENTS
from search.port import Match
from tests.factories.search import document, equal, plan

TAG = re.compile(r"<(?!/?mark>)")


def only_hit(engine, text, made, **kwargs):
    engine.rebuild([made])
    (hit,) = engine.search(plan(text, **kwargs)).hits
    return hit


class TestHighlights:
    def test_marks_forms_of_the_words_in_title_and_summary(self, engine):
        hit = only_hit(engine, "recruit", document(1, "Recruiting", summary="We recruited them."))

        assert hit.title == "<mark>Recruiting</mark>"
        assert hit.summary == "We <mark>recruited</mark> them."

    def test_escapes_everything_but_its_own_marks(self, engine):
        nasty = "<script>alert('care')</script> & <mark>care"
        hit = only_hit(engine, "care", document(1, nasty, summary=nasty, body=nasty))

        for shown in (hit.title, hit.summary, *hit.fragments):
            assert not TAG.search(shown)
            assert shown.count("<mark>") == shown.count("</mark>") == 2

    def test_escapes_what_stands_inside_a_marked_phrase(self, engine):
        rules = (equal("home care", "domiciliary care"),)
        made = document(1, "Home <script> care", body='"Home & care".')

        hit = only_hit(engine, "domiciliary care", made, rules=rules)

        assert hit.title == "<mark>Home &lt;script&gt; care</mark>"
        assert hit.fragments == ("&quot;<mark>Home &amp; care</mark>&quot;.",)

    def test_gives_two_short_fragments_with_the_most_of_what_was_asked(self, engine):
        filler = "It says nothing of interest here. " * 20
        body = (
            f"{filler}Gardens for dementia. {filler}Dementia alone. {filler}Gardens, too. {filler}"
        )

        hit = only_hit(engine, "dementia gardens", document(1, "Other", body=body))

        assert len(hit.fragments) == MAX_FRAGMENTS
        assert hit.fragments[0] == "<mark>Gardens</mark> for <mark>dementia</mark>."

    def test_cuts_a_long_sentence_around_what_was_found(self, engine):
        body = "word " * 200 + "dementia " + "word " * 200

        hit = only_hit(engine, "dementia", document(1, "Other", body=body))

        (fragment,) = hit.fragments
        assert "<mark>dementia</mark>" in fragment
        assert fragment.startswith("…")
        assert fragment.endswith("…")
        assert len(plain(fragment)) <= FRAGMENT_LENGTH

    def test_marks_accents_and_what_follows_an_emoji_in_the_right_place(self, engine):
        hit = only_hit(engine, "montreal", document(1, "😀 é: Montréal’s twin"))

        assert hit.title == "😀 é: <mark>Montréal’s</mark> twin"

    def test_marks_a_synonym_as_a_whole(self, engine):
        rules = (equal("home care", "domiciliary care"),)
        made = document(1, "Home care for those who care")

        hit = only_hit(engine, "domiciliary care", made, rules=rules)

        assert hit.title == "<mark>Home care</mark> for those who care"

    def test_marks_words_in_quotation_marks(self, engine):
        hit = only_hit(engine, '"home care"', document(1, "Home care, care, home"))

        assert hit.title == "<mark>Home care</mark>, care, home"

    def test_marks_nothing_without_words(self, engine):
        hit = only_hit(engine, "", document(1, "Care & more", body="Care."))

        assert hit.title == "Care &amp; more"
        assert hit.fragments == ()


class TestMatches:
    def test_names_the_synonym_that_was_found(self, engine):
        rules = (equal("home care", "domiciliary care"),)

        hit = only_hit(engine, "domiciliary care", document(1, "Home care"), rules=rules)

        assert hit.matches == (Match(kind="synonym", typed="domiciliary care", found="home care"),)

    def test_says_when_only_what_it_is_filed_under_was_found(self, engine):
        made = document(1, "Other", labels="Rochdale", body="Dementia")

        hit = only_hit(engine, "rochdale dementia", made)

        assert hit.matches == (
            Match(kind="exact", typed="rochdale", found="rochdale", is_filed=True),
            Match(kind="exact", typed="dementia", found="dementia"),
        )

    def test_does_not_claim_a_wording_of_which_readers_see_a_part(self, engine):
        rules = (equal("home care", "domiciliary care"),)
        made = document(1, "Home care", body="Good care", subjects="Domiciliary services")

        hit = only_hit(engine, "domiciliary care", made, rules=rules)

        assert Match(kind="synonym", typed="domiciliary care", found="home care") in hit.matches
        assert not any(match.kind == "exact" and not match.is_filed for match in hit.matches)


def plain(marked):
    return html.unescape(re.sub("</?mark>", "", marked))
