"""Looks at a practice: which are counted, what is kept of them, and who sees the number."""

from datetime import date, timedelta

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from portal.practices.looks.services import COUNTS_LIVE, count_look, forget_looks
from portal.practices.models import LookCount
from portal.practices.selectors.looks import Looks, looks_at
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TODAY = date(2026, 3, 1)


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def practice(member):
    return PracticePageFactory(lead_organisation=member.organisation)


def look(client, practice, agent=BROWSER, **headers):
    return client.get(practice.url, headers={"user-agent": agent, **headers})


def counted():
    return list(LookCount.objects.values_list("day", "times"))


class TestLook:
    def test_is_counted_by_the_day(self, client, practice):
        look(client, practice)
        look(client, practice)

        assert counted() == [(timezone.localdate(), 2)]

    def test_of_a_signed_in_reader_is_counted(self, client, practice):
        client.force_login(UserFactory())

        look(client, practice)

        assert counted() == [(timezone.localdate(), 1)]

    def test_of_its_own_author_is_not_counted(self, client, practice, member):
        client.force_login(member.user)

        look(client, practice)

        assert counted() == []

    @pytest.mark.parametrize(
        "agent", ["", "Googlebot/2.1", "python-requests/2.32", "Mozilla/5.0 HeadlessChrome/140"]
    )
    def test_of_a_program_is_not_counted(self, client, practice, agent):
        look(client, practice, agent=agent)

        assert counted() == []

    def test_that_a_browser_takes_ahead_is_not_counted(self, client, practice):
        look(client, practice, **{"sec-purpose": "prefetch"})

        assert counted() == []

    def test_at_another_page_is_not_counted(self, client, practice):
        look(client, practice.get_parent())

        assert counted() == []

    def test_comes_after_the_answer(self, rf, practice):
        handler = BaseHandler()
        handler.load_middleware()

        response = handler.get_response(_request(rf, practice))

        assert response.status_code == 200
        assert counted() == []
        # As Django's own test client does: the connection is the test's.
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
        assert counted() == [(timezone.localdate(), 1)]

    def test_leaves_the_page_as_it_is_where_it_cannot_be_counted(self, client, practice):
        with connection.execute_wrapper(_refuse_counts):
            response = look(client, practice)

        assert response.status_code == 200
        assert practice.title in response.content.decode()
        assert counted() == []


class TestForgetLooks:
    def test_deletes_what_is_older_than_a_year_and_a_month(self, practice):
        count_look(practice_id=practice.pk, on=TODAY - COUNTS_LIVE)
        count_look(practice_id=practice.pk, on=TODAY - COUNTS_LIVE - timedelta(days=1))

        assert forget_looks(on=TODAY) == 1
        assert counted() == [(TODAY - COUNTS_LIVE, 1)]


class TestLooksAt:
    def test_adds_up_a_month_and_a_year(self, practice):
        for days in (0, 29, 30, 364, 365):
            count_look(practice_id=practice.pk, on=TODAY - timedelta(days=days))

        assert looks_at([practice.pk], on=TODAY) == {practice.pk: Looks(in_a_month=2, in_a_year=4)}


class TestDashboard:
    def test_shows_the_number_to_the_author_alone(self, client, practice, member):
        look(client, practice)
        assert "was opened" not in look(client, practice).content.decode()

        client.force_login(member.user)

        page = client.get("/share/").content.decode()
        assert "Its page was opened 2 times in the last 30 days," in page
        assert "and 2 times in the last year." in page


def _request(rf, practice):
    return rf.get(practice.url, headers={"user-agent": BROWSER})


def _refuse_counts(execute, sql, params, many, context):
    if "practices_lookcount" in sql:
        raise DatabaseError("database is locked")
    return execute(sql, params, many, context)
