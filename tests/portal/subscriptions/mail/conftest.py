"""A reader, what they follow, and a digest of one practice."""

import pytest

from tests.factories.organisations import AreaFactory, OrganisationFactory, SectorFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import SubscriberFactory, SubscriptionFactory, numbered_event
from tests.portal.subscriptions.mail.composed import digest_of


@pytest.fixture
def reader():
    return SubscriberFactory(email="amina@example.org")


@pytest.fixture
def theme():
    return ThemeFactory(slug="loneliness", name="Loneliness")


@pytest.fixture
def delivery(reader, theme):
    """A digest of one practice in Rochdale about loneliness, with one from elsewhere."""
    practice = PracticePageFactory(
        title="Walks & talks",
        summary="Neighbours walk together.",
        themes=[theme],
        areas=[AreaFactory(name="Rochdale")],
        sectors=[SectorFactory()],
        lead_organisation=OrganisationFactory(name="Be Kind"),
    )
    PracticePageFactory(title="From far away", sectors=[SectorFactory()])
    subscription = SubscriptionFactory(subscriber=reader, to=theme)
    numbered_event(1, subscription.topic, practice=practice)
    return digest_of(subscription, to_seq=1)
