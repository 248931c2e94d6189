"""What waits for an organisation is told to each who acts for it, once, with the change itself."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from portal.organisations.models import Organisation
from portal.organisations.notices import notify_members
from portal.users.enums import NoticeKind
from portal.users.models import Notice
from portal.users.notices import Message
from tests.factories.adoptions import MemberFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = Message(
    kind=NoticeKind.ADOPTIONS,
    key="news:1",
    subject="News\nof two lines",
    text="It is so.",
    path="/x/",
    reason="you asked.",
)


@pytest.fixture
def member():
    return MemberFactory()


def tell(member, **options):
    own = Organisation.objects.filter(pk=member.organisation_id)
    return notify_members(organisations=own, message=TOLD, at=AT, **options)


class TestNotifyMembers:
    def test_tells_each_who_acts_for_it_once(self, member):
        MemberFactory(organisation=member.organisation)
        MemberFactory()

        assert tell(member) == 2
        assert tell(member) == 0
        assert Notice.objects.count() == 2

    def test_tells_somebody_who_joined_later(self, member):
        tell(member)
        MemberFactory(organisation=member.organisation)

        assert tell(member) == 1

    def test_leaves_out_who_did_it_and_who_closed_their_account(self, member):
        MemberFactory(organisation=member.organisation, user=UserFactory(is_active=False))

        assert tell(member, but=member.user) == 0

    def test_is_undone_with_the_change_that_it_tells_of(self, member):
        with transaction.atomic():
            tell(member)
            transaction.set_rollback(True)

        assert not Notice.objects.exists()
