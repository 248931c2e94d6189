"""Digests that Celery sends on PostgreSQL and Redis while workers are killed and Redis fails."""

import random
import signal
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.faults.celery_stack import (
    CeleryStack,
    celery_stack,
    is_all_settled,
    kill_worker_at_random,
    let_leases_end,
)
from tests.faults.private_redis import PrivateRedis, private_redis
from tests.faults.readers import copies, owed, readers_of_news, states
from tests.faults.senders import Orders, finish, plan, send_all, start, sweep
from tests.faults.unsteady_broker import Treatment, UnsteadyBroker, unsteady_broker
from tests.mail_server.modes import Mode
from tests.mail_server.process import MailServer
from tests.portal_process import production_portal

pytestmark = [pytest.mark.postgresql, pytest.mark.redis]

MAILS = 400
FEWER = 120
"""At twenty a second, where the mail server is slow."""

KILLS = 5
SEED = 6


@pytest.fixture
def redis_server(tmp_path) -> Iterator[PrivateRedis]:
    with private_redis(tmp_path / "redis") as server:
        yield server


@pytest.fixture
def broker(redis_server) -> Iterator[UnsteadyBroker]:
    with unsteady_broker(redis_server.port) as broker:
        yield broker


@pytest.fixture
def celery(database_url, server, broker, redis_server, tmp_path) -> Iterator[CeleryStack]:
    """Celery on the test's database, its mail server and its Redis, with nothing running yet."""
    portal = production_portal(
        tmp_path,
        SITE_URL=settings.SITE_URL,
        DATABASE_URL=database_url,
        SEARCH_ENGINE_URL=f"tantivy://{tmp_path / 'search'}",
        CELERY_BROKER_URL=f"{broker.url}/0",
        CACHE_URL=f"rediscache://{redis_server.url.removeprefix('redis://')}/1",
        EMAIL_URL=server.url,
        MAIL_READBACK_URL=f"folder://{server.folder}",
    )
    with celery_stack(portal, tmp_path) as stack:
        yield stack


def assert_exactly_once(server: MailServer, mails: int) -> None:
    assert len(owed()) == mails
    assert copies(server) == dict.fromkeys(owed(), 1)
    assert states() == {"sent": mails}


class TestWorkerKilled:
    def test_loses_and_doubles_nothing(self, celery, server):
        readers_of_news(MAILS)
        celery.start_beat()
        worker = celery.start_worker()
        rng = random.Random(SEED)  # noqa: S311 - repeatable, not secret

        kill_worker_at_random(worker, server, kills=KILLS, mails=MAILS, rng=rng)
        worker.wait_until(is_all_settled)

        assert_exactly_once(server, MAILS)


class TestRedis:
    def test_loses_and_doubles_nothing_when_it_restarts_crashes_or_forgets(
        self, celery, server, redis_server
    ):
        server.behave(Mode.SLOW)
        readers_of_news(FEWER)
        celery.start_beat()
        worker = celery.start_worker()

        for fail in (redis_server.restart, redis_server.crash, redis_server.flush):
            server.hear_out()
            server.next_line()
            fail()
        worker.wait_until(is_all_settled)

        assert_exactly_once(server, FEWER)


class TestBroker:
    def test_that_loses_doubles_and_delays_every_message_only_delays_mails(
        self, celery, server, broker
    ):
        broker.treatment = Treatment.LOSE
        server.behave(Mode.SLOW)
        readers_of_news(FEWER)
        celery.start_beat()
        worker = celery.start_worker()

        broker.treat(messages=12)
        assert copies(server) == {}
        broker.treatment = Treatment.DOUBLE
        server.next_line()
        broker.treatment = Treatment.DELAY
        broker.treat(messages=12)
        broker.hand_over_late()
        worker.wait_until(is_all_settled)

        assert_exactly_once(server, FEWER)


class TestTwoOfEach:
    def test_beats_planners_senders_and_sweepers_double_nothing(self, celery, evidence, server):
        server.behave(Mode.SLOW)
        readers_of_news(FEWER)
        planners = [start(plan, Orders()) for _ in range(2)]
        for planner in planners:
            planner.join()
        assert finish(send_all, Orders(point="after 250", nth=3)) == -signal.SIGKILL
        let_leases_end()

        for _beat in range(2):
            celery.start_beat()
        workers = [celery.start_worker() for _ in range(2)]
        sweepers = [start(sweep, Orders()) for _ in range(2)]
        workers[0].wait_until(is_all_settled)
        for sweeper in sweepers:
            sweeper.join()

        assert [process.exitcode for process in (*planners, *sweepers)] == [0] * 4
        assert_exactly_once(server, FEWER)
