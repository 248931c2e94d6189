"""What `tests.benchmarks.alert_latency` measures, once Django is there."""

import random
import statistics
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

from portal.practices.models import PracticePage, Theme
from portal.subscriptions.enums import Cadence
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery
from tests.factories.practices import PracticePageFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.mail_server.process import MailServer
from tests.portal_process import QUEUES, Portal

LIMITS_S = {"embedded": 90.0, "real": 30.0}
"""Of the 95th percentile."""

MOST_BETWEEN = 4.0
"""Seconds; most jobs come round in five, so publications fall on every part of their round."""


def measured(options: Namespace, *, portal: Portal, server: MailServer) -> dict[str, Any]:
    """Seconds from each publication to the server's 250, all of one reader."""
    theme = Theme.add_root(slug="example-alerts", name="Example alerts")
    SubscriptionFactory(to=theme, cadence=Cadence.IMMEDIATE, started_at=timezone.now())
    # The first one waits for the background work to start, and is not counted.
    drafts = [PracticePageFactory(themes=[theme], live=False) for _ in range(options.alerts + 1)]
    rng = random.Random(options.seed)  # noqa: S311 - repeatable, not secret
    with portal.running(*_background_work(options.stack, server.folder)):
        published = publish_at_odd_moments(drafts, server, rng)
    accepted = accepted_at(server)
    waits = sorted(accepted[id_] - published[pk] for pk, id_ in _mails_of(drafts[1:]).items())
    answer = {"mails": len(waits), **spread(waits), "limit_p95_s": LIMITS_S[options.stack]}
    return {**answer, "missed": missed(answer)}


def publish_at_odd_moments(
    drafts: Sequence[PracticePage], server: MailServer, rng: random.Random
) -> dict[int, float]:
    """Practice -> when its publication began; returns once all mails are accepted."""
    published = {}
    for number, practice in enumerate(drafts):
        revision = practice.save_revision()
        published[practice.pk] = time.time()
        revision.publish()
        if number == 0:
            server.next_line()
        time.sleep(rng.random() * MOST_BETWEEN)
    for _mail in drafts[1:]:
        server.next_line()
    return published


def accepted_at(server: MailServer) -> dict[str, float]:
    """Message-ID -> when the server had stored the mail, which it does before it answers."""
    times = sorted((path.stat().st_mtime for path in server.folder.glob("*.eml")), reverse=True)
    return {
        str(message["Message-ID"]): at for message, at in zip(server.accepted, times, strict=True)
    }


def _mails_of(practices: Sequence[PracticePage]) -> dict[int, str]:
    """Practice -> Message-ID of the mail that tells of it."""
    ids = [practice.pk for practice in practices]
    mails = Delivery.objects.filter(event__practice_id__in=ids).select_related("event")
    return {mail.event.practice_id: message_id_of(mail) for mail in mails}


def _background_work(stack: str, folder: Path) -> list[list[str]]:
    if stack == "embedded":
        return [["manage.py", "run_jobs"]]
    celery = ["-m", "celery", "--app=portal.celery"]
    return [
        [*celery, "worker", f"--queues={QUEUES}", "--concurrency=2"],
        [*celery, "beat", f"--schedule={folder / 'beat'}"],
    ]


def spread(waits: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and worst of sorted seconds."""
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    return {
        "p50_s": round(cuts[49], 2),
        "p95_s": round(cuts[94], 2),
        "worst_s": round(waits[-1], 2),
    }


def missed(answer: dict[str, float]) -> list[str]:
    """The promise that the figures do not keep, in words."""
    if answer["p95_s"] <= answer["limit_p95_s"]:
        return []
    return [f"alerts: p95 {answer['p95_s']} s, limit {answer['limit_p95_s']:.0f} s"]
