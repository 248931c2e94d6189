"""The forms for one more picture and one more file of a practice that is being told."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.documents import DocumentField
from portal.common.pictures import PictureField
from portal.common.plain_text import LineField, WordsField
from portal.common.posted_form import PostedForm
from portal.practices.models.attachments import MOST_ALT, MOST_CAPTION, MOST_TEXT
from portal.practices.rights import QuotesConsent


class _AttachmentForm(PostedForm):
    """A form that sends a file to an address of its own; two of them stand on one page."""

    adds = ""
    button: Any = ""
    # Our own messages say more than the browser's.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self._questions(), Button(f"add_{self.adds}", self.button))

    def _questions(self) -> list[Any]:
        raise NotImplementedError


class PictureForm(_AttachmentForm):
    """A picture, in words too, with the consent of those in it."""

    adds, button = "picture", _("Add the picture")

    picture = PictureField(
        label=_("Choose a picture"),
        help_text=_("A JPEG, PNG or WebP file of up to 10 MB. We take out where it was taken."),
        error_messages={
            "required": _("Choose a picture."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    alt_text = LineField(
        label=_("What does it show?"),
        help_text=_("One sentence for those who do not see it."),
        max_length=MOST_ALT,
        error_messages={"required": _("Say what it shows, for those who do not see it.")},
    )
    caption = LineField(
        label=_("Words below it (optional)"),
        max_length=MOST_CAPTION,
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("Can a person be recognised in it?"),
        choices=[
            (QuotesConsent.NOBODY, _("No")),
            (QuotesConsent.AGREED, _("Yes, and everybody in it has agreed to be shown here")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether somebody is in it. Ask them first.")},
    )

    def _questions(self) -> list[Any]:
        small = {"label_size": Size.for_label(Size.SMALL)}
        return [
            Field("picture", context=small),
            Field.text("alt_text", label_size=Size.SMALL),
            Field.text("caption", label_size=Size.SMALL),
            Field.radios("consent", legend_size=Size.SMALL),
        ]


class DocumentForm(_AttachmentForm):
    """A file, and what it says."""

    adds, button = "document", _("Add the file")

    document = DocumentField(
        label=_("Choose a file"),
        help_text=_("PDF, Word (.docx), Excel (.xlsx) or OpenDocument, up to 10 MB, no macros."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    title = LineField(
        label=_("What is it called?"),
        max_length=200,
        error_messages={"required": _("Give it a title.")},
    )
    text_version = WordsField(
        label=_("What does it say?"),
        help_text=_("For those who cannot open it: the main points, or all of it."),
        max_length=MOST_TEXT,
        error_messages={"required": _("Say what it says, for those who cannot open it.")},
    )

    def _questions(self) -> list[Any]:
        small = {"label_size": Size.for_label(Size.SMALL)}
        return [
            Field("document", context=small),
            Field.text("title", label_size=Size.SMALL),
            Field.textarea("text_version", label_size=Size.SMALL, max_characters=MOST_TEXT),
        ]
