"""Organisations and the vocabularies that describe them, valid by default."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory
from treebeard.mp_tree import MP_Node

from portal.organisations.identifiers import IdentifierScheme
from portal.organisations.models import (
    Area,
    AreaFacilitator,
    AssetOffer,
    CapacityOffer,
    ClientGroup,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    Invitation,
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationFact,
    OrganisationIdentifier,
    OrganisationName,
    Sector,
    ServiceType,
)
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.offers import AssetKind
from portal.organisations.models.organisation import NameKind, OrganisationKind
from portal.organisations.models.vocabulary import AreaKind


class TreeFactory(DjangoModelFactory):
    """Rows of a treebeard tree: a root, or with `parent=` a child of that row."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[MP_Node], *args: Any, **kwargs: Any) -> MP_Node:
        parent = kwargs.pop("parent", None)
        if parent is None:
            return model_class.add_root(**kwargs)
        # A fresh copy: treebeard reads the number of children from the object in hand.
        return model_class.objects.get(pk=parent.pk).add_child(**kwargs)


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    slug = factory.Sequence(lambda number: f"sector-{number}")
    name = factory.Sequence(lambda number: f"Sector {number}")


class ClientGroupFactory(DjangoModelFactory):
    class Meta:
        model = ClientGroup

    slug = factory.Sequence(lambda number: f"client-group-{number}")
    name = factory.Sequence(lambda number: f"Client group {number}")


class ServiceTypeFactory(DjangoModelFactory):
    class Meta:
        model = ServiceType

    slug = factory.Sequence(lambda number: f"service-{number}")
    name = factory.Sequence(lambda number: f"Service {number}")
    cpv_code = "85312000"


class DeclaredServiceFactory(DjangoModelFactory):
    """A service told to the matching alone; with `is_public=True` to everybody."""

    class Meta:
        model = DeclaredService

    organisation = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    service_type = factory.SubFactory(ServiceTypeFactory)
    declared_date = date(2026, 1, 1)
    expires_date = date(2026, 4, 1)


class ExistingTieFactory(DjangoModelFactory):
    """A tie that nobody has confirmed; `second` has to be made after `first`."""

    class Meta:
        model = ExistingTie

    first = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    second = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    kind = "Ran a day centre together"
    year = 2024


class CapacityOfferFactory(DjangoModelFactory):
    """Hours for every bid; with `ocid=` for one tender."""

    class Meta:
        model = CapacityOffer

    organisation = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    weekly_hours = 40
    free_from = date(2026, 1, 1)
    declared_date = date(2026, 1, 1)
    expires_date = date(2026, 4, 1)


class AssetOfferFactory(DjangoModelFactory):
    class Meta:
        model = AssetOffer

    organisation = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    kind = AssetKind.BUILDING
    about = "Two rooms, free on weekdays."
    declared_date = date(2026, 1, 1)
    expires_date = date(2026, 4, 1)


class DoNotPairFactory(DjangoModelFactory):
    class Meta:
        model = DoNotPair

    organisation = factory.SubFactory("tests.factories.organisations.OrganisationFactory")
    other = factory.SubFactory("tests.factories.organisations.OrganisationFactory")


class AreaFactory(TreeFactory):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda number: f"area-{number}")
    name = factory.Sequence(lambda number: f"Area {number}")
    kind = AreaKind.BOROUGH


class OrganisationFactory(DjangoModelFactory):
    """A provider; give lists as `sectors=[...]`, `areas=[...]`, `client_groups=[...]`."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        commissioner = factory.Trait(kind=OrganisationKind.COMMISSIONER)
        example = factory.Trait(is_example=True)

    slug = factory.Sequence(lambda number: f"organisation-{number}")
    name = factory.Sequence(lambda number: f"Organisation {number}")
    kind = OrganisationKind.PROVIDER

    @factory.post_generation
    def sectors(self, create: bool, extracted: list[Sector] | None) -> None:
        if create and extracted:
            self.sectors.set(extracted)

    @factory.post_generation
    def areas(self, create: bool, extracted: list[Area] | None) -> None:
        if create and extracted:
            self.areas.set(extracted)

    @factory.post_generation
    def client_groups(self, create: bool, extracted: list[ClientGroup] | None) -> None:
        if create and extracted:
            self.client_groups.set(extracted)


class AreaFacilitatorFactory(DjangoModelFactory):
    """Give `user=`; the users app has its own factory."""

    class Meta:
        model = AreaFacilitator

    area = factory.SubFactory(AreaFactory)


class OrganisationClaimFactory(DjangoModelFactory):
    """A claim that waits."""

    class Meta:
        model = OrganisationClaim

    organisation = factory.SubFactory(OrganisationFactory)
    claimant = factory.SubFactory("tests.factories.users.UserFactory")
    reason = "I manage it."
    asked_at = datetime(2026, 1, 1, tzinfo=UTC)


class InvitationFactory(DjangoModelFactory):
    """An invitation that can be accepted for a long while."""

    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda number: f"invited-{number}@example.org")
    role = MembershipRole.EDITOR
    invited_at = datetime(2026, 1, 1, tzinfo=UTC)
    expires_at = datetime(2126, 1, 1, tzinfo=UTC)


class OrganisationNameFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationName

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Former name {number}")
    kind = NameKind.FORMER


class OrganisationIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationIdentifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = IdentifierScheme.COMPANIES_HOUSE
    number = factory.Sequence(lambda number: f"{number + 1:08}")
    declared_date = date(2026, 1, 15)


class OrganisationFactFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationFact

    organisation = factory.SubFactory(OrganisationFactory)
    label = factory.Sequence(lambda number: f"Staff, count {number}")
    value = "40"
    as_of = "2019-10"
    source = "Annual report"


class MembershipFactory(DjangoModelFactory):
    """Give `user=`; the users app has its own factory."""

    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    role = MembershipRole.OWNER
