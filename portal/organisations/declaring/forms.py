"""The form in which an organisation says yes to matching, with the facts that it needs."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Fieldset, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.days import DayField
from portal.organisations.declaring.services import MatchingSaid
from portal.organisations.editing.forms import SMALL, EditForm
from portal.organisations.models.opt_in import MatchPurpose, SharedFact, ShareStage
from portal.organisations.models.profile import (
    LARGEST_TEAM,
    SMALLEST_TEAM,
    BidderStatus,
    ExclusionAnswer,
    StatedValue,
    TurnoverBand,
)

MOST_HOURS = 1_000_000
YEARS_BACK = 4
"""Older accounts say little about what an organisation can carry now."""
SHARE_PREFIX = "share_"
_CONFIDENTIAL = _("Only the matching reads this, unless you choose otherwise at the end.")
_VALUES_HELP = _(
    "Of teams that are nearly as good, the matching proposes one whose members stand for the same."
    " Only the matching reads this, unless you choose otherwise at the end."
)
_EXCLUSION_HELP = _(
    "Such as a conviction, unpaid tax, or a contract that you broke badly. The buyer decides what "
    "follows, not we. The list of debarred suppliers is on GOV.UK: search there for “debarment "
    "list”. If you say yes, we propose you for no team. Nobody else ever sees this."
)


class HoursField(forms.IntegerField):
    """Hours a week, a whole number of a sensible size."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=1,
            max_value=MOST_HOURS,
            error_messages={
                "required": _("Enter a number of hours."),
                "invalid": _("Enter a whole number, such as 40."),
            },
            **kwargs,
        )


class MatchingForm(EditForm):
    """What the matching alone is told, the yes for each purpose, and who may see what when."""

    purposes = forms.MultipleChoiceField(
        label=_("What may we use this for?"),
        help_text=_("Each yes lasts a year, and you can take it back at any time."),
        choices=MatchPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one box if you agree. Without a yes we keep nothing.")
        },
    )
    weekly_hours = HoursField(
        label=_("How many hours a week could you give?"),
        help_text=_("We ask again after 90 days. Hours that are not said again count as none."),
    )
    free_from = DayField(label=_("Free from which day? Leave empty for now"), required=False)
    free_until = DayField(
        label=_("Free until which day? Leave empty if there is no end"), required=False
    )
    turnover_band = forms.ChoiceField(
        label=_("Yearly turnover"),
        help_text=_CONFIDENTIAL,
        choices=[("", _("Choose a band")), *TurnoverBand.choices],
        error_messages={"required": _("Choose a band.")},
    )
    turnover_year = forms.TypedChoiceField(
        label=_("In which year did the financial year of that turnover end?"),
        coerce=int,
        error_messages={"required": _("Choose a year.")},
    )
    max_share_percent = forms.IntegerField(
        label=_("What is the largest share of a contract that you want, in per cent?"),
        help_text=_(
            "To stay small is a good reason. 100 means that you set no limit. Nobody else ever "
            "sees this."
        ),
        min_value=1,
        max_value=100,
        initial=100,
        error_messages={
            "required": _("Enter a share from 1 to 100."),
            "invalid": _("Enter a whole number from 1 to 100."),
        },
    )
    max_team_size = forms.TypedChoiceField(
        label=_("How many members may a team have at most, you among them?"),
        help_text=_("Nobody else ever sees this."),
        choices=[(size, str(size)) for size in range(SMALLEST_TEAM, LARGEST_TEAM + 1)],
        coerce=int,
        initial=LARGEST_TEAM,
    )
    is_willing_to_lead = forms.BooleanField(
        label=_("We would lead a bid"),
        help_text=_("A team that the matching proposes shows who would lead it."),
        required=False,
    )
    stands_for = forms.MultipleChoiceField(
        label=_("What do you stand for? Choose what fits"),
        help_text=_VALUES_HELP,
        choices=StatedValue.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    statuses = forms.MultipleChoiceField(
        label=_("Which of these are you? Choose what fits"),
        help_text=_(
            "Some tenders are reserved for them. The matching proposes you for such a tender only "
            "if you say so here; the buyer checks it."
        ),
        choices=BidderStatus.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exclusion = forms.ChoiceField(
        label=_("Does a ground for exclusion apply to you, or are you on the debarment list?"),
        help_text=_EXCLUSION_HELP,
        choices=ExclusionAnswer.choices,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact, label in SharedFact.choices:
            self.fields[SHARE_PREFIX + fact] = forms.ChoiceField(
                label=label, choices=ShareStage.choices, initial=ShareStage.NEVER
            )
        last = self._today.year
        years = [(year, str(year)) for year in range(last, last - YEARS_BACK, -1)]
        self.fields["turnover_year"].choices = [("", _("Choose a year")), *years]  # type: ignore[attr-defined]  # It is a ChoiceField.
        sharing = [Field(SHARE_PREFIX + fact, context=SMALL) for fact in SharedFact.values]
        self.helper.layout = Layout(
            Field.checkboxes("purposes", legend_size=Size.SMALL),
            Field.text("weekly_hours", label_size=Size.SMALL, field_width=Fixed.FIVE),
            Field.text("free_from", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field.text("free_until", label_size=Size.SMALL, field_width=Fixed.TEN),
            Field("turnover_band", context=SMALL),
            Field("turnover_year", context=SMALL),
            Field.text("max_share_percent", label_size=Size.SMALL, field_width=Fixed.THREE),
            Field("max_team_size", context=SMALL),
            Field.checkbox("is_willing_to_lead"),
            Field.checkboxes("stands_for", legend_size=Size.SMALL, small=True),
            Field.checkboxes("statuses", legend_size=Size.SMALL, small=True),
            Field("exclusion", context=SMALL),
            Fieldset(
                *sharing,
                legend=_("When may partners in one team with you see these?"),
                legend_size=Size.MEDIUM,
            ),
            Button("submit", _("Save")),
        )

    def clean(self) -> dict[str, Any]:
        """Hours that end do so after they start, and not in the past."""
        data = super().clean()
        start, end = data.get("free_from") or self._today, data.get("free_until")
        if end is not None and end <= max(start, self._today):
            self.add_error(
                "free_until", _("Enter a day after the first one, and later than today.")
            )
        return data

    def said(self) -> MatchingSaid:
        """What was said; only of a valid form."""
        data = dict(self.cleaned_data)
        sharing = {fact: data.pop(SHARE_PREFIX + fact) for fact in SharedFact.values}
        return MatchingSaid(**data, sharing=sharing)
