"""The form in which people say what a practice is like for them, and the approver's answer."""

from typing import Any

from crispy_forms_gds.layout import HTML, Button, Field, Fixed, Layout, Size
from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.practices.enums import VOICE_ROLES, WriterRole
from portal.practices.models.voice import MOST_NAME, MOST_WORDS
from portal.practices.voices.consent import consent_wording
from portal.practices.voices.services import Words

FIRST_NAME, NO_NAME = "first-name", "none"
_first_name = RegexValidator(
    r"^[^\W\d_][^\W\d_'’ .-]*([ '’.-][^\W\d_'’ .-]+)*\.?$",
    _("Write a first name, with letters only."),
)


class VoiceForm(PostedForm):
    """Somebody's own words, under the name that they choose, with their consent."""

    role = forms.ChoiceField(
        label=_("Who are you?"),
        choices=[(role, role.label) for role in map(WriterRole, VOICE_ROLES)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are.")},
    )
    text = WordsField(
        label=_("What is it like for you?"),
        help_text=_("Your own words. Do not name other people."),
        max_length=MOST_WORDS,
        error_messages={"required": _("Write what it is like for you.")},
    )
    name_choice = forms.ChoiceField(
        label=_("Do you want your name to be shown?"),
        choices=[(NO_NAME, _("No, show no name")), (FIRST_NAME, _("Yes, my first name"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    shown_name = forms.CharField(
        label=_("Your first name, if you want it to be shown"),
        max_length=MOST_NAME,
        required=False,
        validators=[_first_name],
    )
    consent = forms.BooleanField(
        label=_("Yes, I agree"),
        error_messages={"required": _("Tick the box if you agree. Without it we keep nothing.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("role", legend_size=Size.SMALL),
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_WORDS),
            Field.radios("name_choice", legend_size=Size.SMALL),
            Field.text("shown_name", label_size=Size.SMALL, field_width=Fixed.TWENTY),
            HTML(format_html('<p class="govuk-inset-text">{}</p>', consent_wording())),
            Field.checkbox("consent"),
            Button("submit", _("Send it")),
        )

    def clean(self) -> dict[str, Any]:
        """A name is needed where it is to be shown, and dropped where it is not."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("name_choice") == NO_NAME:
            data["shown_name"] = ""
            self.errors.pop("shown_name", None)
        elif (
            data.get("name_choice") == FIRST_NAME
            and not data.get("shown_name")
            and "shown_name" not in self.errors
        ):
            self.add_error("shown_name", _("Write the first name that we may show."))
        return data

    def words(self) -> Words:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        return Words(
            role=WriterRole(data["role"]), shown_name=data["shown_name"], text=data["text"]
        )


class AnswerVoiceForm(PostedForm):
    """An approver's answer: show it, or say why not."""

    SHOW, DECLINE = "show", "decline"

    answer = forms.ChoiceField(
        label=_("May readers see this?"),
        choices=[(SHOW, _("Yes, show it")), (DECLINE, _("No, do not show it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = WordsField(
        label=_("If not: why?"),
        help_text=_("The person who wrote it sees this. Be kind, and say what could change."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("answer", legend_size=Size.SMALL),
            Field.textarea("reason", label_size=Size.SMALL, max_characters=500),
            Button("submit", _("Save the answer")),
        )

    def clean(self) -> dict[str, Any]:
        """A refusal needs words; an approval has none."""
        data: dict[str, Any] = super().clean() or {}
        is_refusal = data.get("answer") == self.DECLINE
        if is_refusal and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why it is not shown."))
        if data.get("answer") == self.SHOW:
            data["reason"] = ""
        return data
