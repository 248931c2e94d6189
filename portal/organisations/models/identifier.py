"""The number under which a public register has an organisation, as the organisation says itself."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from portal.organisations.identifiers import (
    IdentifierScheme,
    NotAnIdentifierError,
    page_of,
    standard_form,
)
from portal.organisations.models.organisation import Organisation


class OrganisationIdentifierQuerySet(models.QuerySet["OrganisationIdentifier"]):
    """Look-ups by what registers call a body."""

    def any_of(self, pairs: Iterable[tuple[str, str]]) -> Self:
        """Those with one of the (scheme, number) pairs, numbers in their standard form."""
        wanted = (models.Q(scheme=scheme, number=number) for scheme, number in pairs)
        return self.filter(reduce(or_, wanted, models.Q(pk__in=[])))


class OrganisationIdentifier(models.Model):
    """A number in a public register; a public fact, which one organisation alone can have."""

    # Parental, so that the admin edits numbers together with their organisation.
    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=10, choices=IdentifierScheme.choices)
    number = models.CharField(_("number"), max_length=20)
    declared_date = models.DateField(_("said on"), default=timezone.localdate)

    objects = OrganisationIdentifierQuerySet.as_manager()

    class Meta:
        verbose_name = _("number in a public register")
        verbose_name_plural = _("numbers in public registers")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="organisations_identifier_of_one_body",
                violation_error_message=_("Another organisation here has this number."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "scheme"], name="organisations_one_number_in_a_register"
            ),
            models.CheckConstraint(
                condition=models.Q(scheme__in=IdentifierScheme.values),
                name="organisations_identifier_scheme_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(number=""), name="organisations_identifier_has_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.number}"

    def clean(self) -> None:
        """Bring the number into its standard form, or say what it has to look like.

        Raises:
            ValidationError: it is no number of the register.
        """
        if self.scheme not in IdentifierScheme.values:
            return
        is_example = Organisation.objects.filter(pk=self.organisation_id, is_example=True).exists()
        scheme = IdentifierScheme(self.scheme)
        try:
            self.number = standard_form(scheme, self.number, is_example=is_example)
        except NotAnIdentifierError as error:
            raise ValidationError({"number": error.message}) from error

    @property
    def org_id(self) -> str:
        """The name of the body in data of all kinds, such as GB-COH-01234567 (org-id.guide)."""
        return f"{self.scheme}-{self.number}"

    @property
    def register_url(self) -> str:
        """Address of its page in the register; empty where we know of none."""
        return page_of(IdentifierScheme(self.scheme), self.number)
