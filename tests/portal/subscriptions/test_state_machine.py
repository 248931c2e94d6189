"""Whatever happens in whatever order, readers are told of everything once."""

import shutil
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from factory.django import mute_signals
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence
from portal.subscriptions.services.timing import SendingTimes
from tests.factories.subscriptions import LONDON
from tests.portal.subscriptions.proof import faults
from tests.portal.subscriptions.small_world import PLANNER_DIES, SENDER_DIES, SmallWorld

STARTS = (
    datetime(2026, 3, 27, 9, 0, tzinfo=LONDON),  # Two days before the clocks go forward,
    datetime(2026, 10, 23, 9, 0, tzinfo=LONDON),  # before they go back, a week later in Toronto,
    datetime(2028, 2, 27, 9, 0, tzinfo=LONDON),  # before a leap day,
    datetime(2026, 12, 26, 9, 0, tzinfo=LONDON),  # before ISO week 53 of 2026.
)
A_MINUTE = timedelta(minutes=1)
two, three = st.integers(0, 1), st.integers(0, 2)
cadences = st.sampled_from(CHOSEN_CADENCES)
times = st.builds(
    SendingTimes,
    tz=st.sampled_from(["Europe/London", "America/Toronto", "Pacific/Auckland"]),
    send_at=st.sampled_from([time(0), time(7, 30), time(18)]),
    weekday=st.sampled_from([1, 5, 7]),
    month_day=st.sampled_from([1, 15, 28]),
)


class Telling(RuleBasedStateMachine):
    """One run: a small world in a transaction that is rolled back at its end."""

    outbox: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.outbox, ignore_errors=True)
        self._transaction = transaction.atomic()
        self._transaction.__enter__()

    @initialize(start=st.sampled_from(STARTS), cadence=cadences)
    def begin(self, start, cadence):
        self.world = SmallWorld(start=start)
        self.world.follow(self.world.readers[0], self.world.themes[0], cadence)
        self._pass()

    def _pass(self, time=A_MINUTE):
        """Nothing happens at the same moment as anything else."""
        self.world.pass_time(time)

    @rule(practice=three, edition=two)
    def publish(self, practice, edition):
        self.world.publish(self.world.practices[practice], edition)
        self._pass()

    @rule(practice=three)
    def take_down(self, practice):
        self.world.take_down(self.world.practices[practice])
        self._pass()

    @rule(practice=three)
    def fall_behind_in_search(self, practice):
        self.world.behind ^= {self.world.practices[practice].pk}

    @rule(reader=two, theme=two, cadence=cadences)
    def follow_or_change_cadence(self, reader, theme, cadence):
        self.world.follow(self.world.readers[reader], self.world.themes[theme], cadence)
        self._pass()

    @rule(reader=two, theme=two)
    def unfollow(self, reader, theme):
        self.world.unfollow(self.world.readers[reader], self.world.themes[theme])
        self._pass()

    @rule(reader=two, days=st.sampled_from([0, 2, 50]))
    def pause(self, reader, days):
        self.world.pause(self.world.readers[reader], days)
        self._pass()

    @rule(reader=two, times=times)
    def choose_times(self, reader, times):
        self.world.choose_times(self.world.readers[reader], times)
        self._pass()

    @rule()
    def match(self):
        self.world.match()

    @rule()
    def match_and_number(self):
        self.world.match()
        self.world.number()

    @rule(dies=st.sampled_from([None, *PLANNER_DIES]))
    def plan(self, dies):
        self.world.plan(dies)
        self._pass()

    @rule(dies=st.sampled_from([None, *SENDER_DIES]), limit=st.integers(1, 3))
    def send(self, dies, limit):
        self.world.send(dies, limit=limit)
        self._pass()

    @rule()
    def sweep_once_leases_are_over(self):
        self._pass(A_MINUTE * 10)
        self.world.sweep()

    @rule(hours=st.sampled_from([1, 5, 11]))
    def wait_within_a_day(self, hours):
        self._pass(timedelta(hours=hours))

    @rule(days=st.sampled_from([1, 1, 1, 2, 7, 9]))
    def miss_days(self, days):
        self._pass(timedelta(days=days))

    @rule(dies=st.sampled_from([None, *SENDER_DIES]))
    def work_through_a_day(self, dies):
        self._pass(timedelta(days=1))
        self.match_and_number()
        self.world.plan()
        self.world.send(dies)
        self._pass()

    @rule(days=st.sampled_from([1, 7]))
    def decide_mails_that_then_wait(self, days):
        self._pass(timedelta(days=days))
        self.match_and_number()
        self.world.plan()
        self.world.send("after claim")
        self.sweep_once_leases_are_over()

    @rule(reader=two, edition=two, ends=two)
    def end_one_of_two_interests_in_a_practice_whose_mails_wait(self, reader, edition, ends):
        """Left alone, such steps almost never come in this order."""
        for theme, cadence in enumerate((Cadence.DAILY, Cadence.WEEKLY)):
            self.follow_or_change_cadence(reader, theme, cadence)
        self.publish(2, edition)
        self.decide_mails_that_then_wait(7)
        self.unfollow(reader, ends)

    def teardown(self):
        try:
            if hasattr(self, "world"):
                self.world.settle()
                assert faults(self.world, self.outbox) == []
        finally:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _nobody_listens() -> Iterator[None]:
    """Without the receivers in tasks/, only the machine itself records events."""
    with mute_signals(post_save, post_delete):
        yield


@pytest.mark.django_db
class TestTelling:
    def test_reaches_each_reader_once_whatever_happens(self, outbox_dir):
        Telling.outbox = outbox_dir

        run_state_machine_as_test(
            Telling,
            settings=settings(
                max_examples=40,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
