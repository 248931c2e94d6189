"""Tells subscribers: matches what happened, numbers it, plans digests, sends and settles mails.

Every task finds its work in the tables, so a lost, doubled or late message changes nothing.
"""

import time
from collections.abc import Collection, Sequence

import structlog
from celery import Task, shared_task
from django.utils import timezone

from portal.subscriptions import selectors
from portal.subscriptions.enums import DIGEST_CADENCES, Cadence, OpeningKind
from portal.subscriptions.mail.shelf import Shelf
from portal.subscriptions.models import Event
from portal.subscriptions.querysets import EventQuerySet
from portal.subscriptions.services import forgetting, retention, sending, sequencing, sweeping
from portal.subscriptions.services import planning as digest_planning
from portal.subscriptions.services.matching import SearchAnswer, record_matches
from portal.subscriptions.services.planning_immediate import plan_immediate
from search.alerts import searches_matching, tenders_matching
from search.models import OutboxEntry
from search.models.outbox import Entity
from search.port import SearchUnavailableError
from tasks.doorbell import ring_on_commit

log = structlog.get_logger(__name__)

EVENT_BATCH = 500
"""Events that one run matches or numbers."""

SEND_SECONDS = 2.0
"""How long one run sends: in the embedded stack other jobs wait meanwhile, indexing among them."""


@shared_task(queue="digest")
def match_events() -> None:
    """Work out whom new events concern, as soon as search can find what they are about.

    A search engine that is down leaves the events unmatched, and so for a later digest; none is
    lost, because nothing is numbered before it is matched.
    """
    events = _findable(Event.objects.unmatched())
    if not events:
        return
    try:
        answers = _answers(events)
    except SearchUnavailableError as error:
        log.warning("digests.match.engine_down", reason=str(error), waiting=len(events))
        return
    record_matches(events=events, answers=answers, at=timezone.now())


@shared_task(queue="digest")
def sequence() -> None:
    """Number what is matched and can be found, and plan the mails that go out at once."""
    events = _findable(Event.objects.unsequenced())
    if events:
        sequencing.sequence_events(event_ids=[event.pk for event in events])
    if plan_immediate(at=timezone.now()):
        ring_on_commit(send_immediate)


@shared_task(queue="digest")
def plan_due() -> None:
    """Plan every digest that is due now and not planned yet."""
    if digest_planning.plan_due(at=timezone.now()).mails:
        ring_on_commit(send_digests)


@shared_task(queue="transactional")
def send_transactional() -> None:
    """Send what somebody is waiting for: a link to confirm, an invitation, an answer."""
    _send((Cadence.ON_REQUEST,), again=send_transactional)
    forgetting.forget_strangers(at=timezone.now())


@shared_task(queue="immediate")
def send_notices() -> None:
    """Send mails about what waits for people."""
    _send((Cadence.NOTICE,), again=send_notices)


@shared_task(queue="immediate")
def send_immediate() -> None:
    """Send mails about one practice to those who want to hear at once."""
    _send((Cadence.IMMEDIATE,), again=send_immediate)


@shared_task(queue="digest")
def send_digests() -> None:
    """Send planned digests."""
    _send(DIGEST_CADENCES, again=send_digests)


@shared_task(queue="recovery")
def sweep() -> None:
    """Settle what killed or silent senders left behind."""
    settled = sweeping.sweep(at=timezone.now())
    if settled:
        log.info("digests.swept", **settled)


@shared_task(queue="housekeeping")
def purge() -> None:
    """Forget requests, mails and addresses whose time is over."""
    retention.purge(at=timezone.now())


def _findable(events: EventQuerySet) -> list[Event]:
    """The oldest events whose practice or tender has no change on its way to the search index."""
    behind = OutboxEntry.objects.pending().values("object_id")
    ready = events.exclude(practice_id__in=behind.filter(entity=Entity.PRACTICE)).exclude(
        opening_kind=OpeningKind.TENDER, opening_id__in=behind.filter(entity=Entity.TENDER)
    )
    return list(ready.order_by("pk")[:EVENT_BATCH])


def _answers(events: Sequence[Event]) -> list[SearchAnswer]:
    practices = searches_matching(
        searches={topic.pk: topic.value for topic in selectors.followed_searches()},
        practice_ids=[event.practice_id for event in events if event.practice_id],
    )
    about = (event.about for event in events)
    tenders = tenders_matching(
        searches=selectors.followed_tender_words(),
        tender_ids=[pk for kind, pk in about if kind == OpeningKind.TENDER],
    )
    return [
        *(SearchAnswer(topic_id=topic, practice_ids=ids) for topic, ids in practices.items()),
        *(SearchAnswer(topic_id=topic, tender_ids=ids) for topic, ids in tenders.items()),
    ]


def _send(cadences: Collection[Cadence], *, again: "Task[..., None]") -> None:
    """Send until nothing waits or the time is up; then another worker may go on at once."""
    deadline, shelf = time.monotonic() + SEND_SECONDS, Shelf()
    while time.monotonic() < deadline:
        if not sending.send_batch(cadences=cadences, clock=timezone.now, shelf=shelf).taken:
            return
    ring_on_commit(again)
