"""Comments of organisations on a tender that is still planned."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.tenders.models import TenderComment
from tests.factories.organisations import OrganisationFactory
from tests.factories.tenders import TenderFactory
from tests.factories.users import UserFactory


class TenderCommentFactory(DjangoModelFactory):
    class Meta:
        model = TenderComment

    tender = factory.SubFactory(TenderFactory, engagement=True)
    organisation = factory.SubFactory(OrganisationFactory)
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda number: f"Longer visits would help, says example {number}.")
    written_at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
