"""Hosts of learning visits and agreed visits to them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.member_enums import VisitStatus
from portal.practices.models import LearningVisit, VisitHost
from tests.factories.organisations import OrganisationFactory
from tests.factories.users import UserFactory


class VisitHostFactory(DjangoModelFactory):
    class Meta:
        model = VisitHost

    organisation = factory.SubFactory(OrganisationFactory)
    shows = "How people choose their own staff."
    capacity = 10


class LearningVisitFactory(DjangoModelFactory):
    class Meta:
        model = LearningVisit

    class Params:
        asked = factory.Trait(status=VisitStatus.ASKED)

    host = factory.SubFactory(VisitHostFactory)
    visitor = factory.SubFactory(UserFactory)
    wish = "We want to see an interview."
    people = 4
    first_day = date(2026, 5, 4)
    last_day = date(2026, 5, 5)
    asked_at = datetime(2026, 3, 1, tzinfo=UTC)
    status = VisitStatus.ACCEPTED
