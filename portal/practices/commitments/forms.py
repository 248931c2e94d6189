"""The forms of commitments: the promise, what became of it, and what is left a year on."""

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Organisation
from portal.practices.member_enums import CommitmentOutcome, YearOn
from portal.practices.models.commitment import MOST_WHAT, MOST_WORDS

LONGEST = timedelta(days=5 * 366)


class PromiseForm(PostedForm):
    """Who promises what, by when."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you promise?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of your own organisations.")},
    )
    what = WordsField(
        label=_("What will it do?"),
        help_text=_("One sentence that others can check later."),
        max_length=MOST_WHAT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in one sentence what it will do.")},
    )
    due_on = DayField(
        label=_("By when?"), error_messages={"required": _("Enter a day, such as 14/3/2027.")}
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field("organisation", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.textarea("what", label_size=Size.SMALL, max_characters=MOST_WHAT),
            Field.text("due_on", label_size=Size.SMALL, field_width=Fixed.TEN),
            Button("submit", _("Promise it in public")),
        )

    def clean_due_on(self) -> date:
        """A day that is still to come, and within five years."""
        day: date = self.cleaned_data["due_on"]
        if day <= self._today:
            raise forms.ValidationError(_("Enter a day that is still to come."))
        if day > self._today + LONGEST:
            raise forms.ValidationError(_("Enter a day within five years."))
        return day


class _TellForm(PostedForm):
    """A choice and a sentence."""

    field = ""
    button: Any = ""

    text = WordsField(
        label=_("Say more in a sentence or two"),
        help_text=_("Everybody can read this."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say it in one sentence.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios(self.field, legend_size=Size.SMALL),
            Field.textarea("text", label_size=Size.SMALL, max_characters=MOST_WORDS),
            Button(f"send_{self.field}", self.button),
        )


class OutcomeForm(_TellForm):
    """What became of a promise."""

    field, button = "outcome", _("Tell everybody")

    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=CommitmentOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )


class YearOnForm(_TellForm):
    """What is left of it a year after its day."""

    field, button = "year_on", _("Tell everybody")

    year_on = forms.ChoiceField(
        label=_("What is left of it a year on?"),
        choices=YearOn.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is left of it.")},
    )
