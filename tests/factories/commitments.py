"""Commitments that nobody has told an outcome of, unless told otherwise."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.member_enums import CommitmentOutcome
from portal.practices.models import Commitment
from tests.factories.organisations import OrganisationFactory


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    class Params:
        done = factory.Trait(
            outcome=CommitmentOutcome.DONE,
            outcome_text="All teams have it.",
            outcome_at=datetime(2026, 3, 1, tzinfo=UTC),
        )

    organisation = factory.SubFactory(OrganisationFactory)
    what = factory.Sequence(lambda number: f"Publish the pay scale number {number}")
    due_on = date(2026, 3, 1)
    made_at = datetime(2025, 3, 1, tzinfo=UTC)
