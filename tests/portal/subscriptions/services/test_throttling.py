"""Senders rest while the mail server is away, and together keep to one rate limit."""

from datetime import timedelta

import pytest

from portal.subscriptions.models import MailChannel
from portal.subscriptions.services.throttling import (
    REFUSED_IN_A_ROW,
    RESTS,
    note_server_away,
    note_server_there,
    take_allowance,
)
from tests.factories.subscriptions import SIGNED_UP

pytestmark = pytest.mark.django_db


def after(**time):
    return SIGNED_UP + timedelta(**time)


def fail(times, at=SIGNED_UP):
    for _ in range(times):
        note_server_away(at=at)


class TestRest:
    def test_begins_after_some_refused_sessions_in_a_row(self):
        fail(REFUSED_IN_A_ROW - 1)
        assert take_allowance(wanted=50, at=SIGNED_UP) == 50

        fail(1)

        assert take_allowance(wanted=50, at=SIGNED_UP) == 0
        assert take_allowance(wanted=50, at=after(minutes=RESTS[0])) == 50

    def test_grows_with_each_further_failure_up_to_a_limit(self):
        fail(REFUSED_IN_A_ROW + 10)

        channel = MailChannel.objects.get()
        assert channel.rests_until == after(minutes=RESTS[-1])

    def test_ends_when_the_server_takes_a_mail(self):
        fail(REFUSED_IN_A_ROW)
        note_server_there()

        assert take_allowance(wanted=50, at=SIGNED_UP) == 50
        fail(REFUSED_IN_A_ROW - 1)
        assert take_allowance(wanted=50, at=SIGNED_UP) == 50


class TestRateLimit:
    @pytest.fixture(autouse=True)
    def _sixty_a_minute(self, settings):
        settings.EMAIL_RATE_LIMIT = 60

    def test_grants_a_minute_s_mails_and_then_what_time_brings(self):
        granted = [
            take_allowance(wanted=50, at=SIGNED_UP),
            take_allowance(wanted=50, at=SIGNED_UP),
            take_allowance(wanted=50, at=SIGNED_UP),
            take_allowance(wanted=50, at=after(seconds=5)),
        ]

        assert granted == [50, 10, 0, 5]

    def test_saves_up_no_more_than_a_minute(self):
        take_allowance(wanted=60, at=SIGNED_UP)

        assert take_allowance(wanted=500, at=after(hours=3)) == 60

    def test_bears_a_clock_that_goes_back(self):
        take_allowance(wanted=60, at=SIGNED_UP)

        assert take_allowance(wanted=10, at=after(hours=-1)) == 0

    def test_lets_past_what_somebody_waits_for(self):
        take_allowance(wanted=60, at=SIGNED_UP)

        assert take_allowance(wanted=5, at=SIGNED_UP, is_asked_for=True) == 5

    def test_is_none_where_none_is_set(self, settings):
        settings.EMAIL_RATE_LIMIT = 0

        assert [take_allowance(wanted=500, at=SIGNED_UP) for _ in range(3)] == [500] * 3
