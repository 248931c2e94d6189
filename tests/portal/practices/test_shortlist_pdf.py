"""The shortlist as a PDF: tagged, in a language, with a title, and never more than one may read."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from portal.practices.selectors.shortlist import shortlist_of
from portal.practices.shortlist_exports import shortlist_pdf
from tests.factories.practices import PracticePageFactory, ShortlistEntryFactory, make_private
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)


def pdf_of(user):
    made = shortlist_pdf(shortlist_of(user), site_url="https://example.org", at=AT)
    return PdfReader(io.BytesIO(made))


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def roles_of(pdf):
    """The structure types of all tags (ISO 32000-2, 14.8.4)."""
    roles, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            roles.append(node.get("/S"))
            waiting += [node["/K"]] if "/K" in node else []
    return roles


class TestShortlistPdf:
    def test_is_tagged_and_names_its_language_and_title(self):
        entry = ShortlistEntryFactory(practice__title="Gardens", note="Ask for costs.")

        pdf = pdf_of(entry.user)

        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata.title == "Shortlist of practices"
        assert {"/H1", "/L", "/LI", "/P"} <= set(roles_of(pdf))
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()

    def test_states_the_facts_and_the_note(self):
        entry = ShortlistEntryFactory(practice__title="Gardens", note="Ask for costs.")

        words = words_of(pdf_of(entry.user))

        assert "Made with Common Practice on 2 January 2026." in words
        assert "Your note: Ask for costs." in words
        assert "Stage: Running" in words
        assert "Licence: Not stated" in words

    @pytest.mark.parametrize(
        "note", ['# *a* [b] $1 #read("/etc/passwd") \\ <x> @y', "£ é – “q”", "line\nline"]
    )
    def test_takes_no_note_for_markup(self, note):
        entry = ShortlistEntryFactory(note=note)

        assert " ".join(note.split()) in words_of(pdf_of(entry.user))

    def test_is_still_made_and_tagged_with_a_character_that_no_font_has(self):
        entry = ShortlistEntryFactory(note="Good \U0001f600 \U0010fffd")

        pdf = pdf_of(entry.user)

        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert "Good" in words_of(pdf)

    def test_holds_nothing_of_a_practice_that_is_private_now(self):
        entry = ShortlistEntryFactory(practice__title="Gardens", note="Mine")
        make_private(entry.practice)

        words = words_of(pdf_of(entry.user))

        assert "Gardens" not in words
        assert "A practice that is no longer public" in words
        assert "Your note: Mine" in words

    def test_of_an_empty_list_says_so(self):
        assert "There is nothing on this shortlist yet." in words_of(pdf_of(UserFactory()))

    def test_of_many_practices_has_many_pages(self):
        reader = UserFactory()
        for number in range(12):
            practice = PracticePageFactory(title=f"Practice no. {number}", problem="Words. " * 80)
            ShortlistEntryFactory(user=reader, practice=practice)

        pdf = pdf_of(reader)

        assert len(pdf.pages) > 5
        assert roles_of(pdf).count("/H1") == 12
