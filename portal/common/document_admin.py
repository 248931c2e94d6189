"""The admin's form for documents: each is checked by what is in it, as on the public site."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from portal.common.documents import renamed_to_its_kind
from portal.common.plain_text import plain_tags
from portal.common.refusals import LogsRefusals


class CheckedDocumentForm(LogsRefusals, BaseDocumentForm):
    """Takes the kinds of documents that the public forms take, and none that holds a program."""

    def clean_file(self) -> Any:
        """The file, its name ending as its kind does; one that was kept is not checked again."""
        file = self.cleaned_data["file"]
        return renamed_to_its_kind(file) if "file" in self.changed_data and file else file

    def clean_tags(self) -> Any:
        """The tags, if they can be printed."""
        return plain_tags(super().clean_tags())
