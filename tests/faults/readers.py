"""People who wait for news, any number of them, and what became of the mails they are owed."""

from collections import Counter

from django.utils import timezone

from portal.subscriptions.enums import Cadence, DeliveryState, SubscriberState
from portal.subscriptions.mail.links import message_id_of
from portal.subscriptions.models import Delivery, EventSequence, Subscriber, Subscription
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import numbered_event, practice_about, topic_for
from tests.mail_server.process import MailServer


def readers_of_news(number: int) -> None:
    """People who are told daily of one theme, with one numbered piece of news."""
    theme, now = ThemeFactory(), timezone.now()
    topic = topic_for(theme)
    people = Subscriber.objects.bulk_create(
        Subscriber(email=f"reader{place}@example.org", state=SubscriberState.ACTIVE, created_at=now)
        for place in range(number)
    )
    Subscription.objects.bulk_create(
        Subscription(
            subscriber=person, topic=topic, cadence=Cadence.DAILY, cursor_seq=0, started_at=now
        )
        for person in people
    )
    numbered_event(1, topic, practice=practice_about(theme))
    EventSequence.objects.update_or_create(pk=EventSequence.SINGLETON, defaults={"head": 1})


def owed() -> set[str]:
    """The Message-ID of every mail that anybody is owed."""
    return {message_id_of(delivery) for delivery in Delivery.objects.all()}


def admitted() -> set[str]:
    """The Message-ID of every mail whose fate is shown to staff as unknown."""
    unknown = Delivery.objects.filter(state=DeliveryState.UNKNOWN)
    return {message_id_of(delivery) for delivery in unknown}


def states() -> dict[str, int]:
    """How many mails are in each state."""
    return dict(Counter(Delivery.objects.values_list("state", flat=True)))


def copies(server: MailServer) -> Counter[str]:
    """How often the receiver accepted each mail."""
    return Counter(server.message_ids)
