"""The forms of pledges, and of services that will end."""

from typing import Any

from crispy_forms_gds.layout import Field, Fixed, Size
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.common.plain_text import WordsField
from portal.consortia.models import ContinuityNotice, Seat
from portal.consortia.models.sharing import MOST_ABOUT, MOST_HOURS
from portal.consortia.workspace.step_form import StepForm
from portal.organisations.models import Area, ServiceType


class PledgeForm(StepForm):
    """Hours a month of one member."""

    BUTTON = _("Save our pledge")
    monthly_hours = forms.IntegerField(
        label=_("How many hours a month do you pledge?"),
        min_value=0,
        max_value=MOST_HOURS,
        error_messages={"required": _("Write a whole number of hours, such as 400.")},
    )
    may_be_shown = forms.BooleanField(
        label=_("Our partners may see our pledge, once each of them agrees to show theirs"),
        required=False,
    )

    def parts(self) -> list[Any]:
        return [
            Field.text("monthly_hours", label_size=Size.SMALL, field_width=Fixed.FIVE),
            Field.checkbox("may_be_shown"),
        ]


class MinimumForm(StepForm):
    """The hours a month that the bid needs."""

    BUTTON = _("Save the minimum")
    monthly_hours = forms.IntegerField(
        label=_("How many hours a month does the bid need at least?"),
        help_text=_("Leave it empty where it needs none."),
        min_value=1,
        max_value=MOST_HOURS,
        required=False,
    )

    def parts(self) -> list[Any]:
        return [Field.text("monthly_hours", label_size=Size.SMALL, field_width=Fixed.FIVE)]


class ContinuityForm(StepForm):
    """A service that will end."""

    BUTTON = _("Ask our partners")
    service_type = forms.ModelChoiceField(
        label=_("Which service will end?"),
        queryset=ServiceType.objects.order_by("name"),
        empty_label=_("Choose a service"),
        error_messages={"required": _("Choose a service.")},
    )
    area = forms.ModelChoiceField(
        label=_("Where, if it is in one place"),
        queryset=Area.objects.order_by("path"),
        empty_label=_("Everywhere"),
        required=False,
    )
    ends_on = DayField(
        label=_("On which day does it end?"), error_messages={"required": _("Write the day.")}
    )
    about = WordsField(
        max_length=MOST_ABOUT,
        label=_("What would somebody take on?"),
        help_text=_("Say how many people draw on it, roughly. Name nobody."),
        error_messages={"required": _("Write what somebody would take on.")},
    )

    def parts(self) -> list[Any]:
        return [
            Field("service_type", context={"label_size": Size.for_label(Size.SMALL)}),
            Field("area", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.text("ends_on", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.textarea("about", label_size=Size.SMALL, max_characters=MOST_ABOUT),
        ]


class EndingServiceField(forms.ModelChoiceField[ContinuityNotice]):
    """Services that partners stop giving, told apart by whose they are and until when."""

    def label_from_instance(self, obj: ContinuityNotice) -> str:
        """Service, place, organisation and last day."""
        place = _("%(service)s in %(area)s") if obj.area else "%(service)s"
        values = {"service": obj.service_type, "area": obj.area}
        return _("%(what)s: %(name)s, until %(day)s") % {
            "what": place % values,
            "name": obj.seat.organisation,
            "day": date_format(obj.ends_on, "j F Y"),
        }


class TakeOnForm(StepForm):
    """An offer to take on what a partner stops."""

    BUTTON = _("Tell our partners")
    notice = EndingServiceField(
        label=_("Which service could you take on?"),
        queryset=ContinuityNotice.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a service.")},
    )
    words = WordsField(
        max_length=MOST_ABOUT,
        label=_("How, and from when?"),
        help_text=_("Your partners in this team read this."),
        error_messages={"required": _("Write how you could take it on.")},
    )

    def __init__(self, *args: Any, own: Seat, **kwargs: Any) -> None:
        super().__init__(*args, own=own, **kwargs)
        notices = own.consortium.continuity_notices.exclude(seat=own).order_by("pk")
        notices = notices.select_related("service_type", "area", "seat__organisation")
        self.fields["notice"].queryset = notices  # type: ignore[attr-defined]  # It is a ModelChoiceField.

    def parts(self) -> list[Any]:
        return [
            Field.radios("notice", legend_size=Size.SMALL),
            Field.textarea("words", label_size=Size.SMALL, max_characters=MOST_ABOUT),
        ]
