"""The forms in which an organisation's people say what it is, does and can give."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.long_lists import long_list
from portal.common.plain_text import LineField, WordsField, no_markup
from portal.common.posted_form import PostedForm
from portal.organisations.editing.services import (
    PUBLIC_FACTS,
    PUBLIC_LISTS,
    ServiceSaid,
)
from portal.organisations.enums import CharterStatus, LivingWageStatus, SizeBand
from portal.organisations.models import Area, ClientGroup, Organisation, Sector, ServiceType
from portal.organisations.models.profile import Rating
from portal.organisations.numbers.forms import NumbersForm
from portal.organisations.registration import (
    IN_SOCIAL_CARE,
    valid_location_id,
    valid_provider_id,
)

MOST_WORDS = 3000
_OF_THE_REGISTERED = ("regulated_activities", "cqc_location_id", "cqc_provider_id")
_NOT_SAID = ("", _("Not said"))
SMALL = {"label_size": Size.for_label(Size.SMALL)}


def _many(label: Any, model: Any) -> Any:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=model.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class EditForm(PostedForm):
    """Refuses days that have not come yet, and asks for both halves of a dated fact."""

    PAIRS: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Add an error where a day is in the future, or a fact stands without its day."""
        data: dict[str, Any] = super().clean() or {}
        for status, day in self.PAIRS:
            if day in self.errors or status in self.errors:
                continue
            if data.get(day) and data[day] > self._today:
                self.add_error(day, _("Enter a date that is not in the future."))
            elif bool(data.get(status)) != bool(data.get(day)):
                self.add_error(
                    day if data.get(status) else status, _("Give both, or leave both empty.")
                )
        return data


class ProfileForm(NumbersForm, EditForm):
    """The public facts of an organisation."""

    PAIRS = (("charter_status", "charter_date"), ("living_wage_status", "living_wage_date"))

    description = WordsField(
        label=_("What does it do?"),
        help_text=_("In your own words. Readers see this first."),
        max_length=MOST_WORDS,
        required=False,
    )
    legal_form = LineField(
        label=_("Legal form"),
        help_text=_("Such as sole trader, unincorporated group, charity or co-operative."),
        max_length=200,
        required=False,
        validators=[no_markup],
    )
    size_band = forms.ChoiceField(
        label=_("How many people work there?"),
        choices=[_NOT_SAID, *SizeBand.choices],
        required=False,
    )
    sectors = _many(_("Sectors; choose all that fit"), Sector)
    client_groups = _many(_("Who does it support?"), ClientGroup)
    areas = _many(_("Where does it work?"), Area)
    charter_status = forms.ChoiceField(
        label=_("Good Employment Charter"),
        choices=[_NOT_SAID, *CharterStatus.choices],
        required=False,
    )
    charter_date = DayField(label=_("Charter: on which day was that so?"), required=False)
    living_wage_status = forms.ChoiceField(
        label=_("Real Living Wage"),
        choices=[_NOT_SAID, *LivingWageStatus.choices],
        required=False,
    )
    living_wage_date = DayField(
        label=_("Real Living Wage: on which day was that so?"), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        initial = {name: getattr(organisation, name) for name in PUBLIC_FACTS}
        initial |= {name: getattr(organisation, name).all() for name in PUBLIC_LISTS}
        super().__init__(*args, of=organisation, initial=initial, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("description", label_size=Size.SMALL, max_characters=MOST_WORDS),
            Field.text("legal_form", label_size=Size.SMALL),
            Field("size_band", context=SMALL),
            long_list("sectors"),
            Field.checkboxes("client_groups", legend_size=Size.SMALL, small=True),
            long_list("areas"),
            Field("charter_status", context=SMALL),
            Field.text("charter_date", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field("living_wage_status", context=SMALL),
            Field.text("living_wage_date", label_size=Size.SMALL, field_width=Fixed.TEN),
            self.numbers_part(),
            Button("submit", _("Save")),
        )


class CqcIdField(LineField):
    """A number of the regulator, without the spaces that people put into it."""

    def to_python(self, value: Any) -> str:
        """The number in capitals."""
        typed = super().to_python(value) or ""
        return "".join(typed.split()).upper()


class ServiceForm(EditForm):
    """One service that an organisation gives."""

    service_type = forms.ModelChoiceField(
        label=_("Which service?"),
        help_text=_("Choosing one that you gave before replaces what you said of it."),
        queryset=ServiceType.objects.order_by("name"),
        error_messages={"required": _("Choose a service.")},
    )
    areas = _many(_("Where do you give it?"), Area)
    is_registered = forms.BooleanField(
        label=_("We are registered with the regulator for it"), required=False
    )
    regulated_activities = forms.MultipleChoiceField(
        label=_("For which regulated activities? (optional)"),
        help_text=_("Those of social care alone; the law has others for health care."),
        choices=[(each.value, each.label) for each in IN_SOCIAL_CARE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cqc_location_id = CqcIdField(
        label=_("Location ID at the Care Quality Commission (optional)"),
        help_text=_("It is in the address of the page of your location, such as 1-123456789."),
        max_length=20,
        required=False,
        validators=[valid_location_id],
    )
    cqc_provider_id = CqcIdField(
        label=_("Provider ID at the Care Quality Commission (optional)"),
        help_text=_("It is in the address of your page as a provider, such as 1-101234567."),
        max_length=20,
        required=False,
        validators=[valid_provider_id],
    )
    rating = forms.ChoiceField(label=_("Regulator's rating"), choices=Rating.choices)
    rating_date = DayField(label=_("Day of the rating"), required=False)
    rating_url = forms.URLField(
        label=_("Link to the rating at the regulator (optional)"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Enter a web address, such as https://www.cqc.org.uk/…")},
    )
    is_public = forms.BooleanField(label=_("Show this service on our public page"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].initial = Rating.NOT_RATED
        self.helper.layout = Layout(
            Field("service_type", context=SMALL),
            long_list("areas"),
            Field.checkbox("is_registered"),
            Field.checkboxes("regulated_activities", legend_size=Size.SMALL, small=True),
            Field.text("cqc_location_id", label_size=Size.SMALL, field_width=Fixed.TWENTY),
            Field.text("cqc_provider_id", label_size=Size.SMALL, field_width=Fixed.TWENTY),
            Field("rating", context=SMALL),
            Field.text("rating_date", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("rating_url", label_size=Size.SMALL),
            Field.checkbox("is_public"),
            Button("submit", _("Save the service")),
        )

    def clean(self) -> dict[str, Any]:
        """A rating has its day, no rating has none, and what is registered is said to be so."""
        data = super().clean()
        if not data.get("is_registered") and any(data.get(name) for name in _OF_THE_REGISTERED):
            self.add_error(
                "is_registered", _("Tick this box, or empty the activities and the two IDs.")
            )
        if "rating_date" in self.errors or "rating" in self.errors:
            return data
        is_rated, day = data["rating"] != Rating.NOT_RATED, data.get("rating_date")
        if is_rated and day is None:
            self.add_error("rating_date", _("Enter the day of the rating."))
        elif day is not None and not is_rated:
            self.add_error("rating", _("Choose the rating, or empty its day."))
        elif day is not None and day > self._today:
            self.add_error("rating_date", _("Enter a date that is not in the future."))
        return data

    def said(self) -> ServiceSaid:
        """What was said; only of a valid form."""
        return ServiceSaid(**self.cleaned_data)
