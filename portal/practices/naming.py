"""Which organisations readers are told of as doing a practice: the one rule that all outputs share.

A partner that an author names counts once it has said yes. What was imported has a reference, and
names whom its published source names.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

if TYPE_CHECKING:
    from portal.organisations.models import Organisation

NAMED_PARTNERS = ~Q(reference="") | Q(
    partner_answers__organisation=F("partners"), partner_answers__is_partner=True
)
"""Narrows the partners of practices to those that may be named. It must stand in one `filter` with
the condition on `partners`, or be the first to join them."""
WITH_NAMED_PARTNERS = ("partners", "partner_answers")
"""To prefetch for lists, so that `organisations` asks nothing for each practice."""


class NamesOrganisations:
    """The same rule for one practice in hand."""

    reference: Any
    lead_organisation: Any
    partners: Any
    partner_answers: Any

    @property
    def named_partners(self) -> list["Organisation"]:
        """The partners that its source names, or that said yes."""
        partners = list(self.partners.all())
        if self.reference or not partners:
            return partners
        said_yes = {
            answer.organisation_id for answer in self.partner_answers.all() if answer.is_partner
        }
        return [partner for partner in partners if partner.pk in said_yes]

    @property
    def organisations(self) -> list["Organisation"]:
        """Who does it, each once: the one that leads, then the partners that may be named."""
        everybody = filter(None, [self.lead_organisation, *self.named_partners])
        return list(dict.fromkeys(everybody))
