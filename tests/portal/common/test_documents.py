"""A document is what its content says, with no program in it, or is refused in words."""

import io
import zipfile
from contextlib import suppress

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st

from portal.common import documents
from portal.common.documents import DocumentField, checked_kind


def office(*names, **contents):
    """An office file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in names:
            parts.writestr(name, "x")
        for name, content in contents.items():
            parts.writestr(name, content)
    return buffer.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
EXCEL = ("[Content_Types].xml", "xl/workbook.xml")
ODT = {"mimetype": "application/vnd.oasis.opendocument.text"}


def sent(content, name="plan.docx"):
    return SimpleUploadedFile(name, content)


def refused(content):
    with pytest.raises(forms.ValidationError) as refusal:
        checked_kind(sent(content))
    return refusal.value.messages[0]


class TestCheckedKind:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"%PDF-1.7 example", "pdf"),
            (office(*WORD), "docx"),
            (office(*EXCEL), "xlsx"),
            (office(**ODT), "odt"),
        ],
    )
    def test_is_read_from_the_content(self, content, kind):
        assert checked_kind(sent(content, "x.exe")) == kind


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"MZ" + bytes(100), "This is none."),
            (b"plain words", "This is none."),
            (b"", "This is none."),
            (office("readme.txt"), "This is none."),
            (office(*WORD, "word/vbaProject.bin"), "macros or scripts"),
            (office("Basic/Standard/Module1.xml", **ODT), "macros or scripts"),
            (office(*WORD, "word/embeddings/run.exe"), "macros or scripts"),
            (b"%PDF-1.7 << /S /JavaScript /JS (app.alert(1)) >>", "macros or scripts"),
            (b"%PDF-1.7 << /S /Launch >>", "macros or scripts"),
            (office(*WORD)[:-20], "This is none."),
        ],
    )
    def test_say_what_to_send_instead(self, content, message):
        assert message in refused(content)

    @given(place=st.integers(0, 150), byte=st.binary(min_size=1, max_size=4))
    @example(place=38, byte=b"\xff")
    def test_are_of_any_damage_that_hides_the_kind(self, place, byte):
        whole = office(**ODT)
        damaged = whole[:place] + byte + whole[place + len(byte) :]

        with suppress(forms.ValidationError):
            assert checked_kind(sent(damaged)) == "odt"

    def test_are_of_a_file_that_unpacks_without_end(self, monkeypatch):
        monkeypatch.setattr(documents, "LARGEST_UNPACKED", 1_000)

        assert "broken" in refused(office(*WORD, large="x" * 2_000))

    def test_are_of_a_file_that_is_too_large(self, monkeypatch):
        monkeypatch.setattr(documents, "LARGEST", 10)

        assert "over 10 MB" in refused(office(*WORD))


class TestDocumentField:
    def test_gives_a_plain_name_with_the_right_ending(self):
        field = DocumentField()

        assert field.clean(sent(b"%PDF-1.7", "../Our plan (1).docx")).name == "our-plan-1.pdf"
        assert field.clean(sent(b"%PDF-1.7", "計画.exe")).name == "document.pdf"
