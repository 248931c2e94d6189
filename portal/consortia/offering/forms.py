"""The form in which a provider offers hours for one tender."""

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.posted_form import PostedForm
from portal.organisations.declaring.forms import HoursField
from portal.organisations.models import Organisation


class OfferForm(PostedForm):
    """For which organisation, and how many hours a week."""

    organisation = forms.TypedChoiceField(
        label=_("For which organisation?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation that offers the hours."),
            "invalid_choice": _("Choose one of your own organisations."),
        },
    )
    weekly_hours = HoursField(
        label=_("How many hours a week could you give to this tender?"),
        help_text=_("We ask again after 90 days. Hours that are not said again count as none."),
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in organisations]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]  # It is a ChoiceField.
        self.fields["organisation"].initial = choices[0][0] if choices else None
        self.helper.layout = Layout(
            Field.radios("organisation", legend_size=Size.SMALL),
            Field.text("weekly_hours", label_size=Size.SMALL, field_width=Fixed.FIVE),
            Button("submit", _("Offer these hours")),
        )
