"""The forms for private exclusions, and for buildings, land and loans."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Fixed, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField, WordsField, no_markup
from portal.organisations.declaring.services import AssetSaid
from portal.organisations.editing.forms import SMALL, EditForm
from portal.organisations.models import Area, Organisation
from portal.organisations.models.offers import MOST_ABOUT, AssetKind
from portal.organisations.models.profile import FIRST_YEAR


class OtherForm(EditForm):
    """Names another organisation."""

    other = forms.CharField(
        label=_("Which organisation?"),
        help_text=_("Write its name as it stands in the list of organisations."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        error_messages={"required": _("Write the name of an organisation.")},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organisation = organisation

    def clean_other(self) -> Organisation:
        """The one organisation of that name, but not the own one."""
        name = self.cleaned_data["other"]
        found = Organisation.objects.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(
                _("No organisation here has this name. Check it in the list of organisations.")
            )
        if found == self._organisation:
            raise forms.ValidationError(_("This is your own organisation. Name another one."))
        return found


class KeepApartForm(OtherForm):
    """Names the organisation that one does not want in a team."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("other", label_size=Size.SMALL), Button("submit", _("Keep us apart"))
        )


class TieForm(OtherForm):
    """Names an organisation that one has worked with, and what the two did."""

    kind = LineField(
        label=_("What did you do together?"),
        help_text=_("Such as: ran a day centre together. They read this and say whether it is so."),
        max_length=200,
        validators=[no_markup],
        error_messages={"required": _("Say what you did together.")},
    )
    year = forms.IntegerField(
        label=_("In which year last?"),
        help_text=_("This year if it still goes on."),
        min_value=FIRST_YEAR,
        error_messages={
            "required": _("Enter a year."),
            "invalid": _("Enter a year, such as 2024."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field.text("other", label_size=Size.SMALL),
            Field.text("kind", label_size=Size.SMALL),
            Field.text("year", label_size=Size.SMALL, field_width=Fixed.FOUR),
            Button("submit", _("Ask them to confirm it")),
        )

    def clean_year(self) -> int:
        """The year, which has begun."""
        year: int = self.cleaned_data["year"]
        if year > self._today.year:
            raise forms.ValidationError(_("Enter a year that has begun."))
        return year


class AssetForm(EditForm):
    """Something beside people's work that a consortium can use."""

    kind = forms.ChoiceField(
        label=_("What do you offer?"),
        choices=[("", _("Choose one")), *AssetKind.choices],
        error_messages={"required": _("Choose what you offer.")},
    )
    area = forms.ModelChoiceField(
        label=_("Where is it?"),
        queryset=Area.objects.order_by("name"),
        required=False,
        empty_label=_("Anywhere"),
    )
    about = WordsField(
        label=_("Say more"),
        help_text=_(
            "Such as its size, from when, and for how much. Providers who look for a team in the "
            "area read this, so leave out names, addresses and phone numbers."
        ),
        max_length=MOST_ABOUT,
        validators=[no_markup],
        error_messages={"required": _("Say a few words about what you offer.")},
    )
    is_named = forms.BooleanField(
        label=_("Show our name with it"),
        help_text=_("Without the tick nobody learns from us whose offer it is."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Field("kind", context=SMALL),
            Field("area", context=SMALL),
            Field.textarea("about", label_size=Size.SMALL, max_characters=MOST_ABOUT),
            Field.checkbox("is_named"),
            Button("submit", _("Offer it")),
        )

    def said(self) -> AssetSaid:
        """What was said; only of a valid form."""
        return AssetSaid(**self.cleaned_data)
