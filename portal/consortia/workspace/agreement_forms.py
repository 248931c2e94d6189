"""The forms of what the members agree on, up to the bid and its lessons."""

from typing import Any

from crispy_forms_gds.layout import Field, Fixed, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField, WordsField
from portal.consortia.enums import Answer, Authority, LegalForm, Outcome, Question
from portal.consortia.models.consortium import MOST_WORDS
from portal.consortia.workspace.checklist import WHY_ASKED
from portal.consortia.workspace.step_form import StepForm
from portal.consortia.workspace.terms import SECTIONS


class ChecklistForm(StepForm):
    """Each member's own answers."""

    BUTTON = _("Save our answers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            question.value: forms.ChoiceField(
                label=question.label,
                help_text=WHY_ASKED[question],
                choices=Answer.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer to each question.")},
            )
            for question in Question
        }

    def parts(self) -> list[Any]:
        return [Field.radios(key, legend_size=Size.SMALL) for key in Question.values]


class ReasonForm(StepForm):
    """Why members that could each bid alone bid together."""

    BUTTON = _("Save the reason")
    reason = WordsField(
        max_length=MOST_WORDS,
        label=_("Why is one bid together better for the people who draw on care?"),
        help_text=_("Everybody in the team reads this. Say nothing about prices or costs."),
        error_messages={"required": _("Write the reason.")},
    )

    def parts(self) -> list[Any]:
        return [Field.textarea("reason", label_size=Size.SMALL, max_characters=MOST_WORDS)]


class TermsForm(StepForm):
    """The sections of the heads of terms."""

    BUTTON = _("Save as a new version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            section.key: WordsField(
                max_length=MOST_WORDS,
                label=section.title,
                help_text=section.hint,
                required=section.key == "purpose",
                error_messages={"required": _("Write what the bid is for.")},
            )
            for section in SECTIONS
        }

    def parts(self) -> list[Any]:
        return [Field.textarea(section.key, label_size=Size.SMALL, rows=4) for section in SECTIONS]


class SignForm(StepForm):
    """A signature under the version that is shown on the page."""

    BUTTON = _("Sign for our organisation")
    sha256 = forms.CharField(widget=forms.HiddenInput)
    full_name = LineField(
        label=_("Your full name"),
        max_length=120,
        error_messages={"required": _("Write your full name.")},
    )
    authority = forms.ChoiceField(
        label=_("What lets you sign for your organisation?"),
        choices=Authority.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what lets you sign.")},
    )

    def parts(self) -> list[Any]:
        return [
            "sha256",
            Field.text("full_name", label_size=Size.SMALL, field_width=Fixed.THIRTY),
            Field.radios("authority", legend_size=Size.SMALL),
        ]


class AuthoriseForm(SignForm):
    """The written authority of the lead."""

    BUTTON = _("Authorise the lead")


class LegalFormForm(StepForm):
    """The legal form, with the regulator's question."""

    BUTTON = _("Save the legal form")
    legal_form = forms.ChoiceField(
        label=_("Which form will you use for this bid?"),
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a form.")},
    )
    cqc_answer = WordsField(
        max_length=MOST_WORDS,
        label=_("In this form, who is registered with the CQC for which service?"),
        help_text=_("Whoever carries on a regulated activity must be registered for it."),
        error_messages={"required": _("Write who is registered for which service.")},
    )

    def parts(self) -> list[Any]:
        return [
            Field.radios("legal_form", legend_size=Size.SMALL),
            Field.textarea("cqc_answer", label_size=Size.SMALL, max_characters=MOST_WORDS),
        ]


class BidForm(StepForm):
    """The word that the bid was sent in."""

    BUTTON = _("We sent the bid in")


class OutcomeForm(StepForm):
    """What became of the bid."""

    BUTTON = _("Save the outcome")
    outcome = forms.ChoiceField(
        label=_("What became of the bid?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )

    def parts(self) -> list[Any]:
        return [Field.radios("outcome", legend_size=Size.SMALL)]


class LessonsForm(StepForm):
    """What the members learned."""

    BUTTON = _("Save the lessons")
    lessons = WordsField(
        max_length=MOST_WORDS,
        label=_("What would you do again, and what not?"),
        help_text=_("Your partners read this. Name no people, and no prices."),
        error_messages={"required": _("Write what you learned.")},
    )
    may_be_named = forms.BooleanField(
        label=_("You may name us as a partner where these lessons are shared with the network"),
        help_text=_("Each member answers for itself. Without a yes nobody names it."),
        required=False,
    )

    def parts(self) -> list[Any]:
        return [
            Field.textarea("lessons", label_size=Size.SMALL, max_characters=MOST_WORDS),
            Field.checkbox("may_be_named"),
        ]
