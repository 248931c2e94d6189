"""The fields in which people type the numbers that public registers have for an organisation."""

from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Fixed, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.plain_text import LineField
from portal.common.posted_form import PostedForm
from portal.organisations.identifiers import (
    IdentifierScheme,
    NotAnIdentifierError,
    standard_form,
)
from portal.organisations.models import Organisation, OrganisationIdentifier

LONGEST = 40
"""Characters of a number as people type it, with spaces."""
FIELD_OF = {
    IdentifierScheme.COMPANIES_HOUSE: "company_number",
    IdentifierScheme.CHARITY_COMMISSION: "charity_number",
    IdentifierScheme.OSCR: "scottish_charity_number",
    IdentifierScheme.PPON: "procurement_number",
}


class NumberField(LineField):
    """A number of one register, read into its standard form; empty where none is given."""

    def __init__(self, scheme: IdentifierScheme, **kwargs: Any) -> None:
        super().__init__(label=scheme.label, max_length=LONGEST, required=False, **kwargs)
        self.scheme = scheme
        self.is_example = False

    def clean(self, value: Any) -> str:
        """The number as its register writes it.

        Raises:
            ValidationError: it is no number of the register.
        """
        typed: str = super().clean(value)
        try:
            is_given = bool(typed)
            return standard_form(self.scheme, typed, is_example=self.is_example) if is_given else ""
        except NotAnIdentifierError as error:
            raise forms.ValidationError(error.message) from error


class NumbersForm(PostedForm):
    """Asks for a number of each register; none of them is needed, and none is another's."""

    company_number = NumberField(
        IdentifierScheme.COMPANIES_HOUSE, help_text=_("At Companies House, such as 01234567.")
    )
    charity_number = NumberField(
        IdentifierScheme.CHARITY_COMMISSION,
        help_text=_("At the Charity Commission, such as 1234567."),
    )
    scottish_charity_number = NumberField(
        IdentifierScheme.OSCR, help_text=_("At the Scottish Charity Regulator, such as SC012345.")
    )
    procurement_number = NumberField(
        IdentifierScheme.PPON,
        help_text=_("You get it where you register on Find a Tender, such as PABC-1234-DEFG."),
    )

    def __init__(self, *args: Any, of: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._of = of
        self.holders: list[Organisation] = []
        kept = {row.scheme: row.number for row in of.identifiers.all()} if of else {}
        for scheme, name in FIELD_OF.items():
            self.initial.setdefault(name, kept.get(scheme, ""))
            self.fields[name].is_example = bool(of and of.is_example)  # type: ignore[attr-defined]  # It is a NumberField.

    def clean(self) -> dict[str, Any]:
        """Refuse a number that another organisation here has."""
        data: dict[str, Any] = super().clean() or {}
        taken = OrganisationIdentifier.objects.any_of(self.numbers(data).items())
        others = taken.exclude(organisation=self._of) if self._of else taken
        for row in others.select_related("organisation").order_by("pk"):
            self.holders.append(row.organisation)
            self.refuse_number(IdentifierScheme(row.scheme), row.organisation)
        return data

    def refuse_number(self, scheme: IdentifierScheme, holder: Organisation | None = None) -> None:
        """Say that another organisation has the number."""
        message = _("“%(name)s” has this number here. Check yours, or ask to act for that one.")
        name = holder.name if holder else _("Another organisation")
        self.add_error(FIELD_OF[scheme], message % {"name": name})

    @staticmethod
    def numbers(data: dict[str, Any]) -> dict[IdentifierScheme, str]:
        """The number said for each register, empty where none is; only of checked data."""
        return {scheme: data[name] for scheme, name in FIELD_OF.items() if name in data}

    @staticmethod
    def numbers_part() -> Fieldset:
        """The fields under one heading; call it while a form is made."""
        fields = [
            Field.text(name, label_size=Size.SMALL, field_width=Fixed.TWENTY)
            for name in FIELD_OF.values()
        ]
        return Fieldset(
            *fields,
            legend=_("Numbers in public registers, where you have them"),
            legend_size=Size.MEDIUM,
        )
