"""The forms in which somebody brings an organisation in, claims one, or answers a claim."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.common.plain_text import LineField, WordsField, no_markup
from portal.common.posted_form import PostedForm
from portal.organisations.enums import SizeBand
from portal.organisations.joining.likeness import organisations_like
from portal.organisations.joining.services import NewOrganisation, decide_claim
from portal.organisations.models import Area, Organisation, OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.numbers.forms import NumbersForm

MOST_WORDS = 1000
_SMALL = {"label_size": Size.for_label(Size.SMALL)}


class NewOrganisationForm(NumbersForm):
    """What an organisation is; only its name and kind are needed."""

    name = LineField(
        label=_("What is it called?"),
        help_text=_("A sole trader can give their own name. A group needs no company number."),
        max_length=200,
        validators=[no_markup],
        error_messages={"required": _("Enter its name.")},
    )
    kind = forms.ChoiceField(
        label=_("What does it mainly do?"),
        help_text=_("For a commissioner, a moderator first checks who acts for it."),
        choices=OrganisationKind.choices,
        initial=OrganisationKind.PROVIDER,
    )
    legal_form = LineField(
        label=_("Legal form (optional)"),
        help_text=_("Such as sole trader, unincorporated group, charity or co-operative."),
        max_length=200,
        required=False,
        validators=[no_markup],
    )
    size_band = forms.ChoiceField(
        label=_("How many people work there? (optional)"),
        choices=[("", _("Not said")), *SizeBand.choices],
        required=False,
    )
    area = forms.ModelChoiceField(
        label=_("Where does it mainly work? (optional)"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    description = WordsField(
        label=_("What does it do? (optional)"),
        help_text=_("In your own words. Readers see this first."),
        max_length=MOST_WORDS,
        required=False,
    )
    is_none_of_these = forms.BooleanField(label=_("No, it is none of these"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike: list[Organisation] = []
        self.fields["area"].queryset = Area.objects.order_by("name")  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self._lay_out()

    def _lay_out(self) -> None:
        question = [Field.checkbox("is_none_of_these")] if self.alike else []
        self.helper.layout = Layout(
            Field.text("name", label_size=Size.SMALL),
            *question,
            Field("kind", context=_SMALL),
            Field.text("legal_form", label_size=Size.SMALL),
            Field("size_band", context=_SMALL),
            Field("area", context=_SMALL),
            Field.textarea("description", label_size=Size.SMALL, max_characters=MOST_WORDS),
            self.numbers_part(),
            Button("submit", _("Add the organisation")),
        )

    def clean(self) -> dict[str, Any]:
        """Ask whether it is one of those that are here, before a second one is made."""
        data = super().clean()
        if data.get("name") or self.holders:
            self.alike = organisations_like(data.get("name", ""), holders=self.holders)
            self._lay_out()
        if self.alike and not self.holders and not data.get("is_none_of_these"):
            message = _("Is it one of the organisations listed? If not, tick this box.")
            self.add_error("is_none_of_these", message)
        return data

    def organisation(self) -> NewOrganisation:
        """What was said; only of a valid form."""
        said = {key: value for key, value in self.cleaned_data.items() if key in _SAID}
        return NewOrganisation(**said, numbers=self.numbers(self.cleaned_data))


_SAID = set(NewOrganisation.__dataclass_fields__)


class ClaimForm(PostedForm):
    """How somebody acts for an organisation."""

    reason = WordsField(
        label=_("How do you act for it?"),
        help_text=_("Such as your job there, and a work email or a page that shows it."),
        max_length=500,
        error_messages={"required": _("Say how you act for it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.textarea("reason", label_size=Size.SMALL, max_characters=500),
            Button("submit", _("Ask to act for it")),
        )


class ClaimDecisionForm(WagtailAdminModelForm):
    """A moderator's answer to a claim, given once."""

    decision = forms.ChoiceField(
        label=_("Is that so?"),
        choices=[(ClaimStatus.APPROVED, _("Yes")), (ClaimStatus.REFUSED, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    why = LineField(
        label=_("Why?"),
        help_text=_("The person who asked gets these words by email."),
        max_length=500,
        error_messages={"required": _("Say why.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a second answer, and an answer to oneself."""
        data: dict[str, Any] = super().clean() or {}
        current = OrganisationClaim.objects.get(pk=self.instance.pk)
        if self.for_user is not None and current.claimant_id == self.for_user.pk:
            raise forms.ValidationError(_("You asked this yourself. Another moderator answers it."))
        if current.status != ClaimStatus.WAITING:
            raise forms.ValidationError(_("This claim has its answer already."))
        return data

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django calls it so.
        """Write the answer down, let the person in or not, and mail it."""
        return decide_claim(
            claim=self.instance,
            by=self.for_user,
            is_approved=self.cleaned_data["decision"] == ClaimStatus.APPROVED,
            answer=self.cleaned_data["why"],
            at=timezone.now(),
        )
