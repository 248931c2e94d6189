"""A day that people type in one field, in the ways in which they write days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


class DayField(forms.DateField):
    """A whole day, such as 14/3/2026, after 1900 and before 2100."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Such as 14/3/2026."))
        super().__init__(
            input_formats=["%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%Y-%m-%d"],
            widget=forms.DateInput(format="%d/%m/%Y"),
            **kwargs,
        )
        self.error_messages["invalid"] = _("Write a day, month and year, such as 14/3/2026.")

    def clean(self, value: Any) -> date | None:
        """The day, or a message where no plan reaches so far."""
        day: date | None = super().clean(value)
        if day is not None and not EARLIEST <= day < LATEST:
            raise forms.ValidationError(_("Enter a day after 1900 and before 2100."))
        return day
