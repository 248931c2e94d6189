"""What members see of their organisations' published practices."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.practices.enums import AdoptionStatus, Confirmation, RemarkKind
from portal.practices.selectors.own_practices import own_practices
from tests.factories.adoptions import AdoptionFactory, MemberFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


@pytest.fixture
def member():
    return MemberFactory()


def led_by(member, **fields):
    return PracticePageFactory(lead_organisation=member.organisation, **fields)


class TestOwnPractices:
    def test_are_those_that_the_organisation_leads_or_shares(self, member):
        led_by(member, title="Led")
        PracticePageFactory(title="Shared", reference="P77", partners=[member.organisation])
        PracticePageFactory(title="No word yet", partners=[member.organisation])
        PracticePageFactory(title="Of others")
        led_by(member, title="Draft", draft=True)
        led_by(member, title="Old", archived_on=TODAY, archive_reason="replaced")

        rows = own_practices(member.user, on=TODAY)

        assert [row.practice.title for row in rows] == ["Led", "Shared"]

    def test_say_what_waits_and_put_most_to_do_first(self, member):
        led_by(member, title="A quiet one")
        busy = led_by(member, title="Busy", review_by_date=date(2026, 2, 1))
        waiting = AdoptionFactory(practice=busy, confirmation=Confirmation.WAITING)
        AdoptionFactory(practice=busy)
        RemarkFactory(practice=busy, kind=RemarkKind.QUESTION)
        answered = RemarkFactory(practice=busy, kind=RemarkKind.QUESTION)
        RemarkFactory(question=answered, organisation=member.organisation)

        first, second = own_practices(member.user, on=TODAY)

        assert first.practice == busy
        assert first.waiting_adoptions == [waiting.pk]
        assert (first.adoptions, first.open_questions, first.is_overdue) == (2, 1, True)
        assert (second.adoptions, second.saves, second.is_overdue) == (0, 0, False)

    def test_count_no_adoption_that_is_disputed_or_only_an_interest(self, member):
        practice = led_by(member)
        AdoptionFactory(practice=practice, status=AdoptionStatus.INTERESTED)
        AdoptionFactory(practice=practice, confirmation=Confirmation.DISPUTED, dispute="Not ours.")

        assert [row.adoptions for row in own_practices(member.user, on=TODAY)] == [0]

    def test_are_none_for_somebody_who_acts_for_nobody(self, member):
        led_by(member)

        assert own_practices(UserFactory(), on=TODAY) == []

    def test_ask_the_database_as_often_for_many_as_for_few(self, member, django_assert_num_queries):
        led_by(member)
        with CaptureQueriesContext(connection) as few:
            own_practices(member.user, on=TODAY)
        for _ in range(4):
            AdoptionFactory(practice=led_by(member))

        with django_assert_num_queries(len(few)):
            own_practices(member.user, on=TODAY)


class TestPage:
    def test_leads_to_what_is_to_be_done(self, client, member):
        adoption = AdoptionFactory(practice=led_by(member), confirmation=Confirmation.WAITING)
        client.force_login(member.user)

        page = client.get(reverse("submission_list")).content.decode()

        assert reverse("adoption_detail", args=[adoption.pk]) in page
        assert "1 organisation took it up." in page
