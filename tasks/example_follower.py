"""Lets an example account follow what the demonstration loads, so that there is a digest to read.

Everything goes the way of everybody's mails: asked for, confirmed, recorded, found, matched,
planned and sent.
"""

from datetime import datetime
from typing import Final

from portal.subscriptions.enums import Cadence, TopicKind
from portal.subscriptions.interests import ALL, Interest
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber
from portal.subscriptions.services.planning import plan_for
from portal.subscriptions.services.subscribing import (
    SubscriptionRequest,
    confirm_subscription,
    request_subscription,
)
from tasks.digests import match_events, send_digests, send_transactional, sequence
from tasks.indexing import drain_outbox

FOLLOWER: Final = "commissioner@example.org"
PERIOD: Final = "example"
"""A period of its own: the digests of the calendar come besides."""
FOLLOWED: Final = (
    Interest(kind=TopicKind.THEME, value="person-centred-tools"),
    Interest(kind=TopicKind.ASKS, value=ALL),
    Interest(kind=TopicKind.EVENTS, value=ALL),
)


def begin_to_follow(*, at: datetime) -> None:
    """Let the example account follow what comes from now on; nothing where it ever followed."""
    if Subscriber.objects.filter(email=FOLLOWER).exists():
        return
    # What is there already is no news: it is counted before the account begins.
    _count_news()
    for interest in FOLLOWED:
        asked = SubscriptionRequest(
            email=FOLLOWER, interest=interest, cadence=Cadence.WEEKLY, form_url=""
        )
        request_subscription(request=asked, at=at)
    send_transactional()
    for request in ConsentRecord.objects.filter(subscriber__email=FOLLOWER):
        confirm_subscription(request=request, at=at)


def send_what_is_new(*, at: datetime) -> int:
    """Send the example account its one digest of what was loaded since; how many were sent: 0 once
    it had it, or where it ended its emails.
    """
    subscriber = Subscriber.objects.filter(email=FOLLOWER).first()
    if subscriber is None or Delivery.objects.filter(
        subscriber=subscriber, cadence=Cadence.WEEKLY, period_key=PERIOD
    ):
        return 0
    _count_news()
    planned = plan_for(subscriber=subscriber, cadence=Cadence.WEEKLY, period_key=PERIOD, at=at)
    send_digests()
    return planned.mails


def _count_news() -> None:
    """Find, match and number everything that has been published."""
    drain_outbox()
    match_events()
    sequence()
