"""Takes documents that people send: checked by what is in them, and refused where programs are."""

import re
import struct
import zipfile
import zlib
from typing import Any

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024
"""Bytes of the file as it is sent."""
MOST_PARTS, LARGEST_UNPACKED = 2_000, 100 * 1024 * 1024
"""Files inside an office file, and their bytes together: more unpacks to no honest document."""
KINDS = ("pdf", "docx", "xlsx", "odt", "ods")

_HEAD = 8_192
# What zipfile raises for a file that is damaged; RuntimeError is of a part that is locked.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(RuntimeError, OSError, EOFError, ValueError),
)
# Parts of office files that hold or name programs: macros of Microsoft's and of OpenDocument's.
_PROGRAM = re.compile(r"(^|/)(vbaproject\.bin|basic/|scripts/|activex/|.*\.(exe|js|vbs|dll))", re.I)
# Names in a PDF (ISO 32000-1, 12.6.4) for what runs or opens something.
_PDF_ACTION = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_OF_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}

_TOO_LARGE = _("This file is over 10 MB. Send a smaller one.")
_NOT_A_KIND = _(
    "We can take PDF, Word (.docx), Excel (.xlsx) and OpenDocument files. This is none."
)
_BROKEN = _("This file is broken, or locked with a password. Save it again without one.")
_HAS_A_PROGRAM = _("This file holds macros or scripts. Save it without them, then send that.")


class DocumentField(forms.FileField):
    """A document whose kind is read from its content; its name ends as its kind does."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = ",".join(f".{kind}" for kind in KINDS)
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": accepted}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes] | None:
        """The same file under a plain name with the right ending."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        return renamed_to_its_kind(sent) if sent else sent


def renamed_to_its_kind(sent: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """The same file under a plain name that ends as what is in it does.

    Raises:
        ValidationError: as `checked_kind`.
    """
    stem = slugify((sent.name or "").rpartition(".")[0])[:60] or "document"
    sent.name = f"{stem}.{checked_kind(sent)}"
    return sent


def checked_kind(sent: UploadedFile[bytes]) -> str:
    """What kind of document it is, one of `KINDS`.

    Raises:
        ValidationError: it is too large, of another kind, broken or locked, or holds a program.
    """
    if (sent.size or 0) > LARGEST:
        raise forms.ValidationError(_TOO_LARGE)
    sent.seek(0)
    kind = filetype.guess(sent.read(_HEAD))
    sent.seek(0)
    if kind is not None and kind.extension == "pdf":
        if _PDF_ACTION.search(sent.read()):
            raise forms.ValidationError(_HAS_A_PROGRAM)
        sent.seek(0)
        return "pdf"
    if kind is None or not zipfile.is_zipfile(sent):
        raise forms.ValidationError(_NOT_A_KIND)
    try:
        return _office_kind(sent)
    except _DAMAGED as error:
        raise forms.ValidationError(_BROKEN) from error
    finally:
        sent.seek(0)


def _office_kind(sent: UploadedFile[bytes]) -> str:
    with zipfile.ZipFile(sent) as parts:
        infos = parts.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
            raise zipfile.BadZipFile
        if any(info.flag_bits & 1 for info in infos):
            raise zipfile.BadZipFile
        names = [info.filename for info in infos]
        if any(_PROGRAM.search(name) for name in names):
            raise forms.ValidationError(_HAS_A_PROGRAM)
        if "word/document.xml" in names:
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "mimetype" in names:
            declared = parts.read("mimetype").decode("ascii", "replace").strip()
            if declared in _OF_OPEN_DOCUMENT:
                return _OF_OPEN_DOCUMENT[declared]
    raise forms.ValidationError(_NOT_A_KIND)
