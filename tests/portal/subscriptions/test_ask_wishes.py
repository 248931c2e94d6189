"""Whoever follows a narrowed list of asks and offers hears of those alone."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from portal.practices.models import Theme
from portal.subscriptions.ask_wishes import AskWish
from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event, Topic
from portal.subscriptions.services.matching_openings import topics_of_openings
from portal.subscriptions.services.recording import record_opening
from tests.factories.asks import AskFactory
from tests.factories.organisations import AreaFactory
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import SIGNED_UP, SubscriptionFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def followed(query):
    """The row of an interest that somebody follows; `query` is the address's."""
    interest = Interest.from_query(QueryDict(query))
    topic = Topic.objects.create(
        kind=interest.kind, criteria=interest.criteria, criteria_hash=interest.criteria_hash,
        created_at=SIGNED_UP,
    )  # fmt: skip
    return SubscriptionFactory(topic=topic).topic_id


@pytest.fixture
def bury():
    """An area inside another, beside a third, and two themes."""
    around = AreaFactory(slug="greater-manchester", name="Greater Manchester")
    AreaFactory(slug="oldham", parent=around)
    ThemeFactory(slug="loneliness")
    ThemeFactory(slug="staffing")
    return AreaFactory(slug="bury", name="Bury", parent=around)


class TestAskWish:
    @pytest.mark.parametrize(
        ("query", "is_wished"),
        [
            ("area=bury", True),
            ("area=greater-manchester", True),
            ("area=oldham", False),
            ("kind=offer&topic=mentor", True),
            ("kind=ask&topic=mentor", False),
            ("topic=funder", False),
            ("theme=loneliness&area=bury", True),
            ("theme=staffing&area=bury", False),
        ],
    )
    def test_is_in_what_the_list_would_show(self, client, bury, query, is_wished):
        ask = AskFactory(
            kind="offer", topic="mentor", title="An hour a week", area=bury,
            theme=Theme.objects.get(slug="loneliness"),
        )  # fmt: skip

        wished = AskWish.from_query_string(query).among([ask.pk], at=SIGNED_UP)

        assert wished == ({ask.pk} if is_wished else set())
        assert ("An hour a week" in text_of(client.get(f"/asks/?{query}"))) is is_wished

    def test_whose_area_is_gone_is_in_nothing(self, bury):
        ask = AskFactory(area=None)
        bury.delete()

        assert AskWish.from_query_string("area=bury").among([ask.pk], at=SIGNED_UP) == set()

    def test_reads_one_address_from_every_order_and_leaves_out_what_is_none(self, bury):
        wish = AskWish.parse(QueryDict("topic=mentor&page=3&kind=nobody&area=bury&theme="))

        assert wish.query_string == "area=bury&topic=mentor"
        assert wish.title == "Asks and offers: Bury; A mentor"

    def test_reaches_whoever_follows_it_and_those_who_follow_all(self, bury):
        follows = {
            query: followed(query)
            for query in ("about=asks", "about=asks&area=bury", "about=asks&area=oldham")
        }
        record_opening(kind="ask", pk=AskFactory(area=bury).pk, at=SIGNED_UP)

        (told,) = topics_of_openings(
            Event.objects.all(), with_words={}, at=SIGNED_UP + timedelta(hours=1)
        ).values()

        assert told == {follows["about=asks"], follows["about=asks&area=bury"]}


class TestNarrowedList:
    def test_leads_to_emails_about_what_it_shows_and_to_the_account(self, client, bury):
        page = text_of(client.get(reverse("ask_list") + "?area=bury&kind=&topic=mentor"))

        assert "/email-updates/?about=asks&amp;area=bury&amp;topic=mentor" in page
        assert "Get emails about Asks and offers: Bury; A mentor" in page
        assert "/account/searches/save/?about=asks&amp;area=bury&amp;topic=mentor" in page

    def test_is_where_the_mail_leads_back_to(self, bury):
        interest = Interest(kind=TopicKind.ASKS, value="area=bury&topic=mentor")

        assert interest.get_absolute_url() == "/asks/?area=bury&topic=mentor"
        assert Interest.from_query(QueryDict(interest.query_string)) == interest
