"""Adoptions, confirmed and a good while old unless told otherwise."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models import Adoption, AdoptionResult, PartnerAnswer
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory


class MemberFactory(MembershipFactory):
    """A new person who speaks for an organisation."""

    user = factory.SubFactory(UserFactory)


class AdoptionFactory(DjangoModelFactory):
    class Meta:
        model = Adoption

    class Params:
        stopping = factory.Trait(
            status=AdoptionStatus.STOPPED, stop_reason=StopReason.STAFFING, stopped="2023"
        )

    practice = factory.SubFactory(PracticePageFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    status = AdoptionStatus.RUNNING
    started = "2020"
    declared_at = datetime(2024, 1, 1, tzinfo=UTC)
    confirmation = Confirmation.CONFIRMED


class PartnerFactory(DjangoModelFactory):
    """An organisation that is named as a partner, and said yes unless told otherwise."""

    class Meta:
        model = PartnerAnswer

    practice = factory.SubFactory(PracticePageFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    is_partner = True
    answered_at = datetime(2024, 1, 1, tzinfo=UTC)

    @factory.post_generation
    def named(self, create: bool, extracted: None) -> None:
        self.practice.partners.add(self.organisation)
        self.practice.save()


class AdoptionResultFactory(DjangoModelFactory):
    class Meta:
        model = AdoptionResult

    adoption = factory.SubFactory(AdoptionFactory)
    organisation = factory.SelfAttribute("adoption.organisation")
    text = "Fewer people left."
    as_of = "2024"
    added_at = datetime(2024, 6, 1, tzinfo=UTC)
