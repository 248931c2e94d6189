"""The one page on which a practice is begun without an account."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Fluid, Layout, Size
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import AddressField
from portal.common.posted_form import PostedForm
from portal.common.refusals import LogsRefusals
from portal.organisations.models import Organisation
from portal.practices.submission.forms import ResultsForm, StoryForm, TitleForm


class EarlyDraftForm(TitleForm, StoryForm, ResultsForm):
    """What it is, why, and what came of it; only the first three answers are needed."""

    field_order = (
        "title",
        "summary",
        "stage",
        "problem",
        "what_is_done",
        "results",
        "what_did_not_work",
        "as_of",
    )

    def _buttons(self) -> list[Any]:
        return [Button("save", _("Save"))]


class BeginForm(EarlyDraftForm):
    """The same with the address of the author, to whom the link is sent."""

    email = AddressField(
        label=_("Your email address"),
        help_text=_("We send you a link with which you go on. We use it for nothing else."),
        max_length=254,
        error_messages={"required": _("Write your email address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def _questions(self) -> list[Any]:
        email = Field.text("email", label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS)
        return [
            email if getattr(question, "fields", [""])[0] == "email" else question
            for question in super()._questions()
        ]

    def _buttons(self) -> list[Any]:
        return [Button("save", _("Keep it and send the link"))]

    def answers(self) -> dict[str, Any]:
        """What is told of the practice; the address is no part of it."""
        return {name: value for name, value in super().answers().items() if name != "email"}


class HelpForm(BeginForm):
    """The same for somebody who writes down what another tells; the link goes to that other."""

    email = AddressField(
        label=_("Email address of the person who told you"),
        help_text=_("They get the link. Nothing is published before they have read and sent it."),
        max_length=254,
        error_messages={"required": _("Write the address of the person who told you.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def _buttons(self) -> list[Any]:
        return [Button("save", _("Send it to them"))]


class TakeForm(LogsRefusals, PostedForm):
    """For which of their organisations an author takes it."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you write?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Choose an organisation."),
            "invalid_choice": _("Choose one of your own organisations."),
        },
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field("organisation", context={"label_size": Size.for_label(Size.SMALL)}),
            Button("take", _("Make it ours and go on")),
        )
