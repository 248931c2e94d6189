"""The form in which somebody who looks for partners states one requirement of a tender."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.posted_form import PostedForm
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import MOST_OF, RequirementKind, TurnoverTest
from portal.consortia.requirements.services import RequirementSaid
from portal.organisations.models import Area, ServiceType
from portal.organisations.models.profile import Rating
from portal.tenders.models import Lot, Tender

MOST_GROUPS = 20
_SMALL = {"label_size": Size.for_label(Size.SMALL)}
_RATINGS = (Rating.OUTSTANDING, Rating.GOOD, Rating.REQUIRES_IMPROVEMENT)
_NEEDED = {
    RequirementKind.CAPABILITY: ("service_type", _("Choose the service that is asked for.")),
    RequirementKind.RATING: ("rating", _("Choose the lowest rating that is enough.")),
    RequirementKind.AREA: ("area", _("Choose the area.")),
    RequirementKind.HOURS: ("amount", _("Enter how many hours a week.")),
    RequirementKind.TURNOVER: ("amount", _("Enter how many pounds.")),
    RequirementKind.INSURANCE: ("amount", _("Enter how many pounds.")),
    RequirementKind.EXPERIENCE: ("amount", _("Enter how many years.")),
}


class RequirementForm(PostedForm):
    """One requirement; what a kind does not need is left out of what is kept."""

    kind = forms.ChoiceField(label=_("What is asked for?"), choices=RequirementKind.choices)
    is_hard = forms.TypedChoiceField(
        label=_("How much does it matter?"),
        choices=[
            ("yes", _("It must be met: teams without it are told what is missing")),
            ("no", _("It is wished: those who have it come first")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it must be met or is wished.")},
    )
    lot = forms.ModelChoiceField(
        label=_("For which lot?"),
        queryset=Lot.objects.none(),
        required=False,
        empty_label=_("Every lot"),
    )
    amount = forms.IntegerField(
        label=_("How much?"),
        help_text=_("Hours a week, pounds or years, as a whole number, such as 250000."),
        required=False,
        min_value=1,
        error_messages={
            "invalid": _("Enter a whole number without signs, such as 250000."),
            "min_value": _("Enter a number above 0."),
        },
    )
    turnover_test = forms.ChoiceField(
        label=_("Whose turnover does the notice test?"),
        choices=TurnoverTest.choices,
        initial=TurnoverTest.UNKNOWN,
        required=False,
    )
    rating = forms.ChoiceField(
        label=_("Lowest rating that is enough"),
        choices=[("", _("Does not apply")), *((item.value, item.label) for item in _RATINGS)],
        required=False,
    )
    service_type = forms.ModelChoiceField(
        label=_("For which service?"),
        queryset=ServiceType.objects.order_by("name"),
        required=False,
        empty_label=_("Every service of the lot"),
    )
    area = forms.ModelChoiceField(
        label=_("In which area?"),
        queryset=Area.objects.order_by("name"),
        required=False,
        empty_label=_("Does not apply"),
    )
    group = forms.IntegerField(
        label=_("Is one of several enough? Give each of them the same number"),
        help_text=_("Leave 0 where it stands for itself."),
        min_value=0,
        max_value=MOST_GROUPS,
        initial=0,
        error_messages={"invalid": _("Enter a number from 0 to 20.")},
    )

    def __init__(
        self, *args: Any, tender: Tender, kept: TenderRequirement | None = None, **kwargs: Any
    ) -> None:
        if kept is not None:
            kwargs["initial"] = _initial(kept)
        super().__init__(*args, **kwargs)
        self.fields["lot"].queryset = tender.lots.order_by("position")  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        if kept is not None:
            # What it was found to be about stays; another thing is another requirement.
            self.fields["kind"].choices = [(kept.kind, kept.get_kind_display())]  # type: ignore[attr-defined]  # It is a ChoiceField.
        fields = {
            "amount": Field.text("amount", label_size=Size.SMALL, field_width=Fixed.TEN),
            **{name: Field(name, context=_SMALL) for name in _CHOICES},
        }
        # Of a kept requirement only what its kind needs is asked.
        shown = fields if kept is None else _asked_of(RequirementKind(kept.kind))
        self.helper.layout = Layout(
            Field("kind", context=_SMALL),
            Field.radios("is_hard", legend_size=Size.SMALL),
            Field("lot", context=_SMALL),
            *(fields[name] for name in shown),
            Field.text("group", label_size=Size.SMALL, field_width=Fixed.TWO),
            Button("submit", _("Confirm it") if kept is not None else _("Add it")),
        )

    def clean(self) -> dict[str, Any]:
        """Each kind has what it needs, and no amount is a slip."""
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        if not kind:
            return data
        needed, message = _NEEDED.get(RequirementKind(kind), ("kind", ""))
        if needed not in self.errors and not data.get(needed):
            self.add_error(needed, message)
        most = MOST_OF.get(RequirementKind(kind))
        if most is not None and (data.get("amount") or 0) > most:
            self.add_error(
                "amount", _("Enter at most %(most)s. Check the number of noughts.") % {"most": most}
            )
        return data

    def said(self) -> RequirementSaid:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        kind = RequirementKind(data["kind"])
        is_turnover, has_rating = kind == RequirementKind.TURNOVER, kind == RequirementKind.RATING
        return RequirementSaid(
            kind=kind,
            is_hard=data["is_hard"],
            lot=data["lot"],
            amount=data["amount"] if kind in MOST_OF else None,
            rating=data["rating"] if has_rating else "",
            turnover_test=(data["turnover_test"] or TurnoverTest.UNKNOWN) if is_turnover else "",
            service_type=data["service_type"] if kind in _FOR_A_SERVICE else None,
            area=data["area"] if kind == RequirementKind.AREA else None,
            group=data["group"],
        )


_FOR_A_SERVICE = {
    RequirementKind.CAPABILITY,
    RequirementKind.REGISTRATION,
    RequirementKind.RATING,
}


_CHOICES = ("turnover_test", "rating", "service_type", "area")


def _asked_of(kind: RequirementKind) -> list[str]:
    """The fields that a requirement of this kind has."""
    fields = {
        "amount": kind in MOST_OF,
        "turnover_test": kind == RequirementKind.TURNOVER,
        "rating": kind == RequirementKind.RATING,
        "service_type": kind in _FOR_A_SERVICE,
        "area": kind == RequirementKind.AREA,
    }
    return [name for name, is_asked in fields.items() if is_asked]


def _initial(kept: TenderRequirement) -> dict[str, Any]:
    names = ("kind", "lot", "amount", "turnover_test", "rating", "service_type", "area", "group")
    is_new = kept.confirmed_at is None
    return {
        **{name: getattr(kept, name) for name in names},
        # Nobody has said yet how much a proposal matters.
        "is_hard": "" if is_new else "yes" if kept.is_hard else "no",
    }
