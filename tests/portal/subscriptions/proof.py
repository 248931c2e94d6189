"""What readers got, by the mails that were accepted, and what they should have got.

Nothing here knows of windows, cursors or leases.
"""

from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from portal.common.outbox import messages_in
from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery, Event, Subscription
from portal.subscriptions.services.recording import content_hash_of
from tests.portal.subscriptions.small_world import SmallWorld


def faults(world: SmallWorld, outbox: Path) -> list[str]:
    """Everything that went wrong, in words, once the world has settled."""
    accepted = messages_in(outbox)
    copies = Counter(str(message["Message-ID"]) for message in accepted)
    told = _told(accepted)
    return [
        *(f"accepted {number} times: {mail}" for mail, number in copies.items() if number > 1),
        *(f"told {number} times: {key}" for key, number in told.items() if number > 1),
        *_untold(world, told),
        *_gaps(world, told),
    ]


def _told(accepted: list[EmailMessage]) -> Counter[tuple[int, int]]:
    """(reader, event) -> mails that settle the event and do name its practice."""
    deliveries = {message_id_of(mail): mail for mail in Delivery.objects.all()}
    practices = dict(Event.objects.values_list("pk", "practice__slug"))
    told: Counter[tuple[int, int]] = Counter()
    for message in accepted:
        mail = deliveries[str(message["Message-ID"])]
        body = message.get_body(("plain",))
        assert body is not None
        for event in FrozenItems.from_json(mail.items).event_ids:
            if f"/{practices[event]}/" in body.get_content():
                told[mail.subscriber_id, event] += 1
    return told


def _owed() -> Iterator[tuple[Subscription, Event]]:
    """What happened to practices about an interest while somebody followed it, to the end."""
    for subscription in Subscription.objects.live().select_related("topic"):
        happened = Event.objects.filter(
            practice__themes__slug=subscription.topic.value,
            occurred_at__gt=subscription.started_at,
        )
        for event in happened.select_related("practice"):
            yield subscription, event


def _untold(world: SmallWorld, told: Counter[tuple[int, int]]) -> Iterator[str]:
    """News that somebody should have got; it may be left out only for one of three reasons."""
    for subscription, event in _owed():
        down = world.taken_down.get(event.practice_id)
        was_taken_down = down is not None and down > event.occurred_at
        is_known = event.is_return and _knows(subscription, event, told)
        is_told = told[subscription.subscriber_id, event.pk]
        if not (is_told or was_taken_down or is_known or _is_paused(world, subscription)):
            yield f"never told: {subscription.subscriber_id}, {event.pk}"


def _gaps(world: SmallWorld, told: Counter[tuple[int, int]]) -> Iterator[str]:
    """Practices that are public at the end and whose present content a follower never heard of."""
    hashes = {page.pk: content_hash_of(page) for page in PracticePage.objects.offered()}
    for subscription, event in _owed():
        is_present = hashes.get(event.practice_id) == event.content_hash
        is_known = _knows(subscription, event, told) or _is_paused(world, subscription)
        if is_present and not is_known:
            yield f"does not know: {subscription.subscriber_id}, {event.practice_id}"


def _is_paused(world: SmallWorld, subscription: Subscription) -> bool:
    """Who wants to hear at once is not told later what a pause held back (services/pausing)."""
    is_at_once = subscription.consents.filter(cadence=Cadence.IMMEDIATE).exists()
    is_at_once |= subscription.cadence == Cadence.IMMEDIATE
    return is_at_once and subscription.subscriber_id in world.paused


def _knows(subscription: Subscription, event: Event, told: Counter[tuple[int, int]]) -> bool:
    same = Event.objects.filter(practice=event.practice, content_hash=event.content_hash)
    return any(told[subscription.subscriber_id, pk] for pk in same.values_list("pk", flat=True))
