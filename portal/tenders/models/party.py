"""Who buys and who was chosen, by the numbers that public registers have for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.identifiers import IdentifierScheme
from portal.tenders.enums import PartyRole
from portal.tenders.models.tender import Tender


class TenderParty(models.Model):
    """One number of one party, as a notice gives it; names stay in the release.

    A party without a number in a register that we know is not kept: it may be a person, and its
    name alone would not prove which organisation it is.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="parties")
    role = models.CharField(_("role"), max_length=10, choices=PartyRole.choices)
    scheme = models.CharField(_("register"), max_length=10, choices=IdentifierScheme.choices)
    number = models.CharField(_("number"), max_length=20)

    class Meta:
        verbose_name = _("party of a tender")
        verbose_name_plural = _("parties of tenders")
        constraints = (
            models.UniqueConstraint(
                fields=["tender", "role", "scheme", "number"], name="tenders_party_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=PartyRole.values), name="tenders_party_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(scheme__in=IdentifierScheme.values),
                name="tenders_party_scheme_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}: {self.scheme}-{self.number}"
