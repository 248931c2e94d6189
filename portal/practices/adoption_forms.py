"""The forms of adoption: what a member does with a practice, the author's answer, and results."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import first_day, from_words, in_words, validate_partial_date
from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.organisations.models import Area, Organisation
from portal.practices.enums import AdoptionStatus, StopReason
from portal.practices.services.adopting import Declaration

LONGEST = 1000
_DATE_HINT = _("A year, month or day, such as 2025, March 2025 or 14 March 2025.")
_NOT_A_DATE = _("Write a year, month or day: 2019, October 2019 or 4 October 2019.")
_LONGEST_DATE = 24  # 30th September 2025, and some spaces.


class PartialDateField(forms.CharField):
    """A year, month or day that is not before 1900; whether it is in the future, the form knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=_LONGEST_DATE, help_text=_DATE_HINT, **kwargs)
        self.error_messages["max_length"] = _NOT_A_DATE

    def clean(self, value: Any) -> str:
        """The date as text, which columns of partial dates hold."""
        text = from_words(super().clean(value))
        if text:
            try:
                first_day(text)
            except ValueError as error:
                raise forms.ValidationError(_NOT_A_DATE) from error
            validate_partial_date(text)
        return text

    def prepare_value(self, value: Any) -> Any:
        """What is known already as people write it, and what was typed wrongly as it was typed."""
        try:
            return in_words(value) if value else value
        except ValueError:
            return value


class _DatedForm(PostedForm):
    """Refuses days that have not come yet."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Add an error to each date in the future."""
        data: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            text = data.get(name)
            if isinstance(field, PartialDateField) and text and first_day(text) > self._today:
                self.add_error(name, _("Enter a date that is not in the future."))
        return data


class DeclareForm(_DatedForm):
    """What one of the person's organisations does with a practice of others."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation do you speak?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={
            "invalid_choice": _(
                "Choose one of your own organisations. None can take up its own practice."
            )
        },
    )
    status = forms.ChoiceField(
        label=_("How far are you?"),
        choices=AdoptionStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far you are.")},
    )
    area = forms.ModelChoiceField(
        label=_("Where? (optional)"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    started = PartialDateField(label=_("When did you start?"), required=False)
    what_changed = WordsField(
        label=_("What did you change, and why?"),
        help_text=_("Others learn most from this. Leave it empty if you changed nothing."),
        max_length=LONGEST,
        required=False,
    )
    stopped = PartialDateField(label=_("If you stopped: when?"), required=False)
    stop_reason = forms.ChoiceField(
        label=_("If you stopped: why?"),
        choices=[("", _("We have not stopped")), *StopReason.choices],
        required=False,
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.fields["area"].queryset = Area.objects.order_by("name")  # type: ignore[attr-defined]  # As above.
        self.helper.layout = Layout(
            Field("organisation", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.radios("status", legend_size=Size.SMALL),
            Field("area", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.text("started", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.textarea("what_changed", label_size=Size.SMALL, max_characters=LONGEST),
            Field.text("stopped", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field("stop_reason", context={"label_size": Size.for_label(Size.SMALL)}),
            Button("submit", _("Put it on the record")),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what the status needs, and refuse what contradicts it."""
        data = super().clean()
        status, has_stopped = data.get("status"), data.get("status") == AdoptionStatus.STOPPED
        if status and status != AdoptionStatus.INTERESTED and not data.get("started"):
            self._ask("started", _("Enter when you started, even if only the year."))
        if status == AdoptionStatus.ADAPTED and not data.get("what_changed"):
            self._ask("what_changed", _("Say what you changed, and why."))
        if has_stopped and not data.get("stop_reason"):
            self._ask("stop_reason", _("Choose why you stopped."))
        if status and not has_stopped and (data.get("stopped") or data.get("stop_reason")):
            self._ask("status", _("Choose “Tried it and stopped”, or empty the last two."))
        if has_stopped and _is_before(data.get("stopped"), data.get("started")):
            self._ask("stopped", _("Enter a date after the start."))
        return data

    def declaration(self) -> Declaration:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        return Declaration(
            status=AdoptionStatus(data["status"]),
            area=data["area"],
            started=data["started"],
            stopped=data["stopped"],
            stop_reason=data["stop_reason"],
            what_changed=data["what_changed"],
        )

    def _ask(self, name: str, message: Any) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class AnswerForm(PostedForm):
    """The author confirms an adoption, or says what is not so."""

    CONFIRM, DISPUTE = "confirm", "dispute"

    answer = forms.ChoiceField(
        label=_("Is this so?"),
        choices=[(CONFIRM, _("Yes, we know of it")), (DISPUTE, _("No, something is not right"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    dispute = WordsField(
        label=_("If not: what is not right?"),
        help_text=_("The other organisation and all readers see this."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.radios("answer", legend_size=Size.SMALL),
            Field.textarea("dispute", label_size=Size.SMALL, max_characters=500),
            Button("send_answer", _("Save the answer")),
        )

    def clean(self) -> dict[str, Any]:
        """A dispute needs words; a confirmation has none."""
        data: dict[str, Any] = super().clean() or {}
        is_dispute = data.get("answer") == self.DISPUTE
        if is_dispute and not data.get("dispute") and "dispute" not in self.errors:
            self.add_error("dispute", _("Say what is not right, so that it can be mended."))
        if data.get("answer") == self.CONFIRM:
            data["dispute"] = ""
        return data


class ResultForm(_DatedForm):
    """What came of an adoption."""

    text = WordsField(
        label=_("What came of it?"),
        help_text=_("One result, good or bad, in your own words."),
        max_length=LONGEST,
        error_messages={"required": _("Write what came of it.")},
    )
    as_of = PartialDateField(
        label=_("When was that so?"), error_messages={"required": _("Enter when that was so.")}
    )

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_action = action
        self.helper.layout = Layout(
            Field.textarea("text", label_size=Size.SMALL, max_characters=LONGEST),
            Field.text("as_of", label_size=Size.SMALL, field_width=Fixed.TEN),
            Button("send_result", _("Add the result")),
        )


def _is_before(stopped: str | None, started: str | None) -> bool:
    return bool(stopped and started and first_day(stopped) < first_day(started))
