"""Moderators see how many people follow what, and neither who nor what anybody typed."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from home.services.site import ensure_site
from portal.subscriptions.enums import Cadence, SubscriberState
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Subscription
from portal.subscriptions.services.topics import topic_for
from portal.users.roles import Role
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SIGNED_UP, SubscriberFactory, SubscriptionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "followers_report"


@pytest.fixture
def moderator(client):
    # A test that commits empties the groups that Wagtail's migrations made.
    ensure_site(site_url="http://testserver")
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


def follow(address, **fields):
    interest = Interest.from_query(QueryDict(address))
    return SubscriptionFactory(topic=topic_for(interest=interest, at=SIGNED_UP), **fields)


def rows(client):
    exported = client.get(reverse(PAGE), {"export": "csv"})
    return [row.split(",") for row in exported.getvalue().decode().splitlines()[1:]]


class TestFollowers:
    def test_are_counted_by_interest_and_by_how_often(self, moderator):
        ThemeFactory(slug="loneliness", name="Loneliness")
        for cadence in (Cadence.DAILY, Cadence.DAILY, Cadence.MONTHLY):
            follow("theme=loneliness", cadence=cadence)
        follow("about=events", cadence=Cadence.IMMEDIATE)

        assert rows(moderator) == [
            ["loneliness", "theme", "3", "2", "0", "1", "0"],
            ["all", "events", "1", "0", "0", "0", "1"],
        ]
        assert "Practices about Loneliness" in moderator.get(reverse(PAGE)).content.decode()

    def test_are_only_those_whom_we_write_to(self, moderator):
        follow("about=events")
        Subscription.objects.update(ended_at=SIGNED_UP, end_reason="managed")
        follow(
            "about=asks",
            subscriber=SubscriberFactory(
                state=SubscriberState.SUPPRESSED, suppressed_reason="bounced"
            ),
        )

        assert rows(moderator) == []
        assert "Nobody follows anything yet." in moderator.get(reverse(PAGE)).content.decode()

    def test_are_not_shown_for_what_somebody_typed(self, moderator):
        follow("q=my+own+illness")
        follow("about=tenders&q=my+own+illness")
        follow("about=tenders")

        assert [row[1:3] for row in rows(moderator)] == [["tenders", "1"]]

    def test_are_named_nowhere(self, moderator):
        follow("about=events", subscriber=SubscriberFactory(email="secret@example.org"))

        assert "secret" not in moderator.get(reverse(PAGE)).content.decode()

    def test_are_the_moderators_alone_to_see(self, client):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        assert client.get(reverse(PAGE)).status_code in {302, 403}
