"""The fields in which people choose the time and the days of their digests."""

from datetime import time
from typing import Any

from crispy_forms_gds.layout import Field, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.folded import Folded
from portal.common.posted_form import PostedForm
from portal.common.refusals import LogsRefusals
from portal.subscriptions.enums import Cadence
from portal.subscriptions.slot_words import month_day_choices, time_choices, weekday_choices

NAMES = ("send_at", "weekday", "month_day")
_USUAL = {
    "send_at": _("The usual time"),
    "weekday": _("The usual day"),
    "month_day": _("The usual day"),
}


class TimesForm(LogsRefusals, PostedForm):
    """The time of day, the day of the week and the day of the month, each from a list."""

    send_at = forms.TypedChoiceField(
        label=_("Time of day"),
        coerce=time.fromisoformat,
        choices=time_choices,
        error_messages={
            "required": _("Choose a time"),
            "invalid_choice": _("Choose a time from the list"),
        },
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of the week, for weekly emails"),
        coerce=int,
        choices=weekday_choices,
        error_messages={
            "required": _("Choose a day of the week"),
            "invalid_choice": _("Choose a day of the week from the list"),
        },
    )
    month_day = forms.TypedChoiceField(
        label=_("Day of the month, for monthly emails"),
        coerce=int,
        choices=month_day_choices,
        error_messages={
            "required": _("Choose a day of the month"),
            "invalid_choice": _("Choose a day of the month from the list"),
        },
    )


class OptionalTimesForm(TimesForm):
    """The same, each of which may be left as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NAMES:
            field = self.fields[name]
            field.required = False
            field.empty_value = None  # type: ignore[attr-defined]  # It is a TypedChoiceField.
            field.choices = [("", _USUAL[name]), *field.choices]  # type: ignore[attr-defined]  # The same.

    def chosen_day(self, cadence: Cadence) -> int | None:
        """The day that matters for emails of this cadence, if one was chosen."""
        names = {Cadence.WEEKLY: "weekday", Cadence.MONTHLY: "month_day"}
        day: int | None = self.cleaned_data[names[cadence]] if cadence in names else None
        return day


def when_details() -> Folded:
    """The fields, behind one line."""
    return Folded(
        *when_layout(),
        names=NAMES,
        summary=_("Choose the day and time (optional)"),
        hint=_(
            "Emails usually come at 7:30am: weekly ones on Mondays, monthly ones on the 1st. "
            "What you choose here holds for all emails that you get from us, except those that "
            "come at once."
        ),
    )


def when_layout() -> list[Field]:
    """The fields one below the other, with small labels."""
    return [Field(name, context={"label_size": Size.for_label(Size.SMALL)}) for name in NAMES]
