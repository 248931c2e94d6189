"""The organisations app's tables, one module for each noun."""

from portal.organisations.models.claim import OrganisationClaim
from portal.organisations.models.facilitator import AreaFacilitator
from portal.organisations.models.identifier import OrganisationIdentifier
from portal.organisations.models.invitation import Invitation
from portal.organisations.models.membership import Membership, NetworkMembership, NetworkRequest
from portal.organisations.models.offers import AssetOffer, CapacityOffer
from portal.organisations.models.opt_in import FactSharing, MatchOptIn
from portal.organisations.models.organisation import (
    Organisation,
    OrganisationFact,
    OrganisationName,
)
from portal.organisations.models.profile import (
    DeclaredService,
    MatchingProfile,
)
from portal.organisations.models.ties import DoNotPair, ExistingTie
from portal.organisations.models.trust import OrganisationTrust
from portal.organisations.models.vocabulary import Area, ClientGroup, Sector, ServiceType

__all__ = [
    "Area",
    "AreaFacilitator",
    "AssetOffer",
    "CapacityOffer",
    "ClientGroup",
    "DeclaredService",
    "DoNotPair",
    "ExistingTie",
    "FactSharing",
    "Invitation",
    "MatchOptIn",
    "MatchingProfile",
    "Membership",
    "NetworkMembership",
    "NetworkRequest",
    "Organisation",
    "OrganisationClaim",
    "OrganisationFact",
    "OrganisationIdentifier",
    "OrganisationName",
    "OrganisationTrust",
    "Sector",
    "ServiceType",
]
