"""What `tests.benchmarks.digests` measures, once Django is there."""

import os
import resource
import smtplib
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Min
from django.utils import timezone

from portal.subscriptions.enums import Cadence
from portal.subscriptions.mail.composing import compose
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import (
    Delivery,
)
from portal.subscriptions.services.claiming import claim_deliveries, release
from portal.subscriptions.services.planning import plan_due
from tests.factories.digests import make_events, make_people
from tests.portal_process import REPOSITORY, Portal

PLAN_LIMITS_S = {100_000: 5.0, 1_000_000: 60.0}
SEND_LIMIT_S = 600.0
"""For 100,000 mails."""
LEAST_SHARE_OF_BARE = 0.5
SAMPLE = 2_000
"""Mails that the bare loop sends."""


def measured(options: Namespace, *, portal: Portal, address: str) -> dict[str, Any]:
    """All figures: planning, a second planning, sending, and the bare loop beside it."""
    make_events()
    make_people(options.subscribers, seed=options.seed)
    at = timezone.now()
    started = time.perf_counter()
    plan = plan_due(at=at)
    planning = time.perf_counter() - started
    started = time.perf_counter()
    again = plan_due(at=at)
    answer: dict[str, Any] = {
        "database": connection.vendor,
        "planned": plan.mails,
        "plan_s": round(planning, 2),
        "planned_again": again.mails,
        "plan_again_s": round(time.perf_counter() - started, 3),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if options.mails == 0:
        return {**answer, "missed": missed(options.subscribers, answer)}
    _hold_back(options.mails)
    answer["bare"] = bare_loop(_sample(), address)
    answer["one_sender"] = sending(portal, 1, "--most", str(SAMPLE))
    one, bare = (answer[name]["mails_per_s"] for name in ("one_sender", "bare"))
    answer["rate_to_bare"] = round(one / bare, 2)
    answer["sending"] = sending(portal, options.senders)
    return {**answer, "missed": missed(options.subscribers, answer)}


def missed(subscribers: int, answer: dict[str, Any]) -> list[str]:
    """The promises that the figures do not keep, in words."""
    found = []
    limit = PLAN_LIMITS_S.get(subscribers)
    if limit and answer["plan_s"] > limit:
        found.append(f"plan: {answer['plan_s']} s, limit {limit:.0f} s")
    if "sending" not in answer:
        return found
    for_all = answer["sending"]["seconds_for_100000"]
    if for_all > SEND_LIMIT_S:
        found.append(f"send: {for_all} s for 100,000, limit {SEND_LIMIT_S:.0f} s")
    if answer["rate_to_bare"] < LEAST_SHARE_OF_BARE:
        found.append(f"rate: {answer['rate_to_bare']} of a bare loop, limit {LEAST_SHARE_OF_BARE}")
    return found


def bare_loop(messages: Sequence[tuple[str, bytes]], address: str) -> dict[str, float]:
    """The same bytes through smtplib alone, in one session; per second and per second of CPU."""
    host, _colon, port = address.rpartition(":")
    started, cpu = time.perf_counter(), time.process_time()
    with smtplib.SMTP(host, int(port)) as server:
        for to, content in messages:
            server.sendmail("hello@example.org", [to], content)
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    return _rates(len(messages), wall, cpu)


def sending(portal: Portal, senders: int, *options: str) -> dict[str, Any]:
    """Send what waits, as the command does, in so many processes.

    The rate is from the first mail that was accepted to the last; `wall_s` counts the start too.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, started = timezone.now(), time.perf_counter()
    processes = [
        subprocess.Popen(
            [sys.executable, "manage.py", "digests_send", *options],
            cwd=REPOSITORY,
            env={**os.environ, **portal.environment},
            stdout=subprocess.DEVNULL,
        )
        for _ in range(senders)
    ]
    for process in processes:
        process.wait()
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    accepted = Delivery.objects.filter(sent_at__gte=begun)
    times = accepted.aggregate(first=Min("sent_at"), last=Max("sent_at"), mails=Count("pk"))
    sent = times["mails"]
    return {
        **_rates(sent, (times["last"] - times["first"]).total_seconds(), cpu),
        "senders": senders,
        "mails": sent,
        "wall_s": round(wall, 1),
        "seconds_for_100000": round(wall / max(sent, 1) * 100_000),
        "peak_memory_mb": after.ru_maxrss // 1024,
    }


def _rates(mails: int, wall: float, cpu: float) -> dict[str, float]:
    return {"mails_per_s": round(mails / wall, 1), "mails_per_s_of_cpu": round(mails / cpu, 1)}


def _hold_back(mails: int | None) -> None:
    """Leave only so many to be sent."""
    if mails is not None:
        kept = Delivery.objects.order_by("pk").values_list("pk", flat=True)[:mails]
        Delivery.objects.exclude(pk__in=list(kept)).delete()


def _sample() -> list[tuple[str, bytes]]:
    """Address and bytes of the first mails, which are then given back to be sent."""
    now = timezone.now()
    claimed = claim_deliveries(cadences=(Cadence.DAILY,), at=now, limit=SAMPLE)
    desk = Desk(claimed, at=now, shelf=Shelf())
    messages = [compose(delivery, desk) for delivery in claimed]
    release(deliveries=claimed, reason="sampled", retry_at=now, at=now)
    return [
        (message.to[0], message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]  # Django adds it.
        for message in messages
        if message is not None
    ]
