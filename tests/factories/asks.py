"""Asks and offers that are open, and letters about them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.practices.member_enums import AskKind, AskTopic
from portal.practices.models import AskMessage, AskOrOffer, AskThread
from tests.factories.users import UserFactory

AT = datetime(2026, 3, 1, tzinfo=UTC)


class AskFactory(DjangoModelFactory):
    class Meta:
        model = AskOrOffer

    kind = AskKind.ASK
    topic = AskTopic.EVALUATOR
    title = factory.Sequence(lambda number: f"Somebody to measure what we do, {number}")
    text = "We run a trial and want to know what changes."
    posted_by = factory.SubFactory(UserFactory)
    posted_at = AT
    closes_on = date(2099, 1, 1)


class AskThreadFactory(DjangoModelFactory):
    class Meta:
        model = AskThread

    ask = factory.SubFactory(AskFactory)
    replier = factory.SubFactory(UserFactory)


class AskMessageFactory(DjangoModelFactory):
    """A letter of the person who answered, waiting to be mailed."""

    class Meta:
        model = AskMessage

    thread = factory.SubFactory(AskThreadFactory)
    author = factory.SelfAttribute("thread.replier")
    text = factory.Sequence(lambda number: f"We can help, {number}.")
    sent_at = AT
