"""The forms in which readers write, answer, and change what they wrote."""

from collections.abc import Sequence
from typing import Any, ClassVar

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.practices.conversation.services import Said
from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models.conversation import MOST_TEXT

KINDS = (RemarkKind.QUESTION, RemarkKind.COMMENT, RemarkKind.THANKS, RemarkKind.CONCERN)


class _Words(WordsField):
    """What somebody says to others."""

    default_error_messages: ClassVar = {"required": _("Write what you want to say.")}


class RemarkForm(PostedForm):
    """A question, comment, thanks or concern, and as whom it is written."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    role = forms.ChoiceField(
        label=_("As whom do you write?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as whom you write.")},
    )
    text = _Words(
        label=_("Your words"),
        help_text=_("Everybody can read this. Do not name people."),
        max_length=MOST_TEXT,
    )

    def __init__(self, *args: Any, roles: Sequence[WriterRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, role.label) for role in roles]  # type: ignore[attr-defined]  # It is a ChoiceField.
        self.helper.layout = Layout(
            Field.radios("kind", legend_size=Size.SMALL),
            Field.radios("role", legend_size=Size.SMALL),
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", _("Put it on the page")),
        )

    def said(self) -> Said:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        return Said(kind=RemarkKind(data["kind"]), role=WriterRole(data["role"]), text=data["text"])


class _OneTextForm(PostedForm):
    """One box of words and a button that says what becomes of them."""

    button: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_TEXT),
            Button("submit", self.button),
        )


class AnswerQuestionForm(_OneTextForm):
    """The answer of those whose practice it is."""

    button = _("Put the answer on the page")
    text = _Words(
        label=_("Your answer"),
        help_text=_("Everybody can read this, with the name of your organisation."),
        max_length=MOST_TEXT,
    )


class ChangeForm(_OneTextForm):
    """Other words for what the person wrote before."""

    button = _("Save the change")
    text = _Words(
        label=_("Your words"),
        help_text=_("Readers see that you changed it; moderators also see what stood there."),
        max_length=MOST_TEXT,
    )
