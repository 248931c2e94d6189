"""Two organisations say in one moment that they have worked together, on either database."""

from collections.abc import Callable
from datetime import UTC, datetime

from portal.organisations.declaring.ties import say_tie
from portal.organisations.models import ExistingTie, Membership
from tests.factories.adoptions import MemberFactory
from tests.shared_database import at_once

AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
PAIRS = 4


def saying(one: Membership, other: Membership) -> Callable[[], ExistingTie]:
    return lambda: say_tie(
        organisation=one.organisation,
        by=one.user,
        other=other.organisation,
        kind="Ran a day centre together",
        year=2024,
        at=AT,
    )


class TestATieThatBothSayInOneMoment:
    def test_counts_as_said_by_both(self, database_url):
        for _pair in range(PAIRS):
            one, other = MemberFactory.create_batch(2)

            at_once(saying(one, other), saying(other, one))

            tie = ExistingTie.objects.get(first=one.organisation, second=other.organisation)
            assert tie.is_confirmed_by(one.organisation)
            assert tie.is_confirmed_by(other.organisation)
