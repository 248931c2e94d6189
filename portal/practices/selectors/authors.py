"""Whose practice it is."""

from django.db.models import Q

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet
from portal.practices.models import PartnerAnswer, PracticePage


def authors_of(practice: PracticePage) -> OrganisationQuerySet:
    """The organisation that leads, and the partners that said yes: who is only named by others
    has no rights in it.
    """
    yes = PartnerAnswer.objects.filter(practice=practice.pk, is_partner=True)
    is_partner = Q(partner_practices=practice.pk, pk__in=yes.values("organisation"))
    return Organisation.objects.filter(Q(led_practices=practice.pk) | is_partner).distinct()
