"""The page that asks where a practice is, what it is about, and for whom and whose it is."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.folded import Folded
from portal.organisations.models import Area, ClientGroup, Sector
from portal.practices.models import Beneficiary, Theme
from portal.practices.submission.forms import StepForm


class PlaceForm(StepForm):
    """Where, about what and for whom."""

    picks: ClassVar = {"areas": ("area",), "themes": ("theme", "other_theme")}

    area = forms.ModelChoiceField(
        label=_("Where?"), queryset=Area.objects.none(), required=False, empty_label=_("Choose")
    )
    theme = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Choose a theme"),
    )
    other_theme = forms.ModelChoiceField(
        label=_("And what else? (optional)"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Nothing else"),
    )
    client_groups = forms.ModelMultipleChoiceField(
        label=_("Whom is it for? (optional)"),
        queryset=ClientGroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Which sectors is it from, or meant for? (optional)"),
        help_text=_("Those of your organisation are ticked. Add others that could do the same."),
        queryset=Sector.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gains = forms.ModelMultipleChoiceField(
        label=_("Who gains from it? (optional)"),
        queryset=Beneficiary.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (
            ("area", Area),
            ("theme", Theme),
            ("other_theme", Theme),
            ("client_groups", ClientGroup),
            ("sectors", Sector),
            ("gains", Beneficiary),
        ):
            self.fields[name].queryset = model._default_manager.order_by("name")  # type: ignore[attr-defined]  # All are model fields.

    def _questions(self) -> list[Any]:
        *asked, client_groups, sectors, gains = super()._questions()
        more = Folded(
            client_groups,
            sectors,
            gains,
            names=("client_groups", "sectors", "gains"),
            summary=_("Whom is it for, and who gains? (optional)"),
        )
        return [*asked, more]
