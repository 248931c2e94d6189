"""The forms of a subscriber's own pages."""

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Fluid, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.addresses import AddressField
from portal.common.days import DayField
from portal.common.posted_form import PostedForm
from portal.common.refusals import LogsRefusals
from portal.subscriptions.enums import MailFormat
from portal.subscriptions.services.timing import SendingTimes
from portal.subscriptions.slot_words import tz_choices
from portal.subscriptions.when_fields import TimesForm, when_layout

LONGEST_PAUSE = timedelta(days=366)


class SettingsForm(LogsRefusals, PostedForm):
    """How mails look, and until when none come."""

    mail_format = forms.ChoiceField(
        label=_("How should your emails look?"),
        choices=MailFormat.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how your emails should look.")},
    )
    paused_until = DayField(
        label=_("Do you want a break? No emails before this day (optional)"),
        help_text=_("Such as 27/3/2027. Leave it empty to get emails now."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.helper.layout = Layout(
            Field.text("paused_until", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.radios("mail_format", legend_size=Size.SMALL),
            Button("submit", _("Save")),
        )

    def clean_paused_until(self) -> date | None:
        """A day from tomorrow on, within a year."""
        day: date | None = self.cleaned_data["paused_until"]
        if day is None:
            return None
        if day <= self._today:
            raise forms.ValidationError(_("Choose a day after today, or leave it empty."))
        if day > self._today + LONGEST_PAUSE:
            raise forms.ValidationError(
                _("Choose a day within a year. To stop for longer, stop the emails.")
            )
        return day


class WhenForm(TimesForm):
    """When digests come, by the clock of which place."""

    tz = forms.ChoiceField(
        label=_("By the clock of"),
        choices=tz_choices,
        error_messages={
            "required": _("Choose a place"),
            "invalid_choice": _("Choose a place from the list"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *when_layout(),
            Field("tz", context={"label_size": Size.for_label(Size.SMALL)}),
            Button("submit", _("Save")),
        )

    def to_times(self) -> SendingTimes:
        """What was chosen; only of a valid form."""
        return SendingTimes(**self.cleaned_data)


class AddressForm(LogsRefusals, PostedForm):
    """Where mails should come from now on."""

    email = AddressField(
        label=_("Your new email address"),
        help_text=_("We send a link there first. Until you press it, nothing changes."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your new email address"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("email", label_size=Size.SMALL, field_width=Fluid.TWO_THIRDS),
            Button("submit", _("Send me the link")),
        )
