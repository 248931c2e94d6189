"""The form for one figure: what changed, by how much, over what time and who measured."""

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.common.partial_dates import first_day
from portal.common.plain_text import LineField
from portal.common.posted_form import PostedForm
from portal.practices.adoption_forms import PartialDateField
from portal.practices.enums import Comparison, Effect, MeasuredBy, Method, Replication
from portal.practices.models import ImpactClaim
from portal.practices.possible_figures import refuse_impossible

_has_a_number = RegexValidator(
    r"\d", _("Write the number, such as 12 or 4.5. Leave it out if you have none.")
)

_SMALL = {"label_size": Size.for_label(Size.SMALL)}


def _asked(label: Any, facts: type[TextChoices], widget: type[forms.Widget]) -> forms.ChoiceField:
    """A question that the evidence level rests on; whoever does not answer has said so."""
    unsaid = str(facts["NOT_STATED"])
    words = [(value, capfirst(label)) for value, label in facts.choices if value != unsaid]
    return forms.TypedChoiceField(
        label=label,
        choices=[*words, (unsaid, _("I do not know"))],
        initial=unsaid,
        required=False,
        empty_value=unsaid,
        widget=widget,
    )


class FigureForm(PostedForm):
    """One figure, as exactly as its source gives it."""

    value = LineField(
        label=_("The number"),
        help_text=_("Such as 12, 4.5 or 20%. Do not round it."),
        max_length=60,
        validators=[_has_a_number],
        error_messages={"required": _("Write the number.")},
    )
    unit = LineField(
        label=_("Of what?"),
        help_text=_("Such as people, hours a week, or days off sick."),
        max_length=60,
        required=False,
    )
    what_changed = LineField(
        label=_("What does it show?"),
        help_text=_("Such as “fewer staff left in the first year”."),
        max_length=250,
        error_messages={"required": _("Say what the number shows.")},
    )
    period = LineField(label=_("Over what time?"), max_length=120, required=False)
    as_of = PartialDateField(label=_("When was it measured?"), required=False)
    measured_by = forms.ChoiceField(
        label=_("Who measured it?"),
        choices=[(value, capfirst(label)) for value, label in MeasuredBy.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who measured it.")},
    )

    effect = _asked(_("Which way did it change?"), Effect, forms.RadioSelect)
    method = _asked(_("How was it measured?"), Method, forms.Select)
    comparison = _asked(_("Compared with whom?"), Comparison, forms.Select)
    replication = _asked(_("Where was it measured?"), Replication, forms.Select)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.helper.layout = Layout(
            Field.text("value", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("unit", label_size=Size.SMALL, field_width=Fixed.TWENTY),
            Field.text("what_changed", label_size=Size.SMALL),
            Field.text("period", label_size=Size.SMALL, field_width=Fixed.TWENTY),
            Field.text("as_of", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.radios("measured_by", legend_size=Size.SMALL),
            Field.radios("effect", legend_size=Size.SMALL),
            *(Field(name, context=_SMALL) for name in ("method", "comparison", "replication")),
            Button.secondary("figure", _("Add this figure")),
        )

    def clean(self) -> dict[str, Any]:
        """Add an error to a number that cannot be."""
        data: dict[str, Any] = super().clean() or {}
        try:
            refuse_impossible(data.get("value", ""), data.get("unit", ""))
        except ValidationError as error:
            self.add_error("value", error)
        return data

    def clean_as_of(self) -> str:
        """Refuse a day that has not come yet."""
        text: str = self.cleaned_data["as_of"]
        if text and first_day(text) > self._today:
            raise forms.ValidationError(_("Enter a date that is not in the future."))
        return text

    def figure(self) -> ImpactClaim:
        """What was filled in, not saved."""
        return ImpactClaim(**self.cleaned_data)
