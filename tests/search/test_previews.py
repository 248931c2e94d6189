"""What an interest would have told of in the last 30 days."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.subscriptions.lately import PERIOD, practices_lately
from portal.subscriptions.models import Event
from search.previews import AlertPreview, alert_preview
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.subscriptions import SavedSearchFactory, topic_for
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/email-updates/?q=gardens"


def told(query_string=""):
    changed = practices_lately(at=timezone.now())
    return alert_preview(query_string=query_string, changed=changed).practices


def sentence_on(client, address):
    page = client.get(address).content.decode()
    found = re.search(r"In the last 30 days[^<]*", page)
    return " ".join(found.group().split()) if found else ""


class TestAlertPreview:
    def test_counts_each_practice_that_the_search_finds_once(self, rebuild):
        theme = ThemeFactory(slug="outdoors")
        gardens = PracticePageFactory(title="Gardens", themes=[theme])
        PracticePageFactory(title="Meadows", themes=[theme])
        PracticePageFactory(title="Meadows")
        gardens.title = "Roof gardens"
        gardens.save()
        rebuild()

        assert Event.objects.count() == 4
        assert told("q=gardens") == 1
        assert told("theme=outdoors") == 2
        assert told() == 3
        assert told("q=bookkeeping") == 0

    def test_leaves_out_what_is_longer_ago(self, rebuild):
        PracticePageFactory(title="Gardens")
        rebuild()
        Event.objects.update(occurred_at=timezone.now() - PERIOD - timedelta(minutes=1))

        assert told() == 0

    def test_does_not_count_what_not_everybody_may_read_now(self, rebuild):
        PracticePageFactory(title="Gardens")
        hidden = PracticePageFactory(title="Gardens behind a wall")
        PracticePageFactory(title="Gardens of the past").unpublish()
        rebuild()
        make_private(hidden)

        assert told("q=gardens") == 1

    @pytest.mark.parametrize(("practices", "a_week"), [(0, 0), (1, 0), (3, 1), (30, 7), (100, 23)])
    def test_rounds_to_practices_a_week(self, practices, a_week):
        assert AlertPreview(practices=practices).a_week == a_week


class TestTag:
    @pytest.fixture
    def library(self, rebuild):
        for number in range(3):
            PracticePageFactory(title=f"Gardens {number}")
        rebuild()

    def test_tells_before_signing_up(self, client, library):
        told = "In the last 30 days this would have told you about 3 practices."

        assert sentence_on(client, PAGE) == f"{told} That is about 1 a week."

    def test_tells_beside_each_saved_search(self, client, library):
        user = UserFactory()
        client.force_login(user)
        for word in ("gardens", "bookkeeping"):
            SavedSearchFactory(user=user, topic=topic_for(f"q={word}"))

        page = client.get("/account/searches/").content.decode()

        assert "about 3 practices" in page
        assert "there was nothing new here" in page

    @pytest.mark.parametrize("interest", ["theme", "area", "organisation"])
    def test_tells_of_every_kind_of_interest(self, client, rebuild, interest):
        PracticePageFactory(
            themes=[ThemeFactory(slug="wanted")],
            areas=[AreaFactory(slug="wanted")],
            lead_organisation=OrganisationFactory(slug="wanted"),
        )
        PracticePageFactory()
        rebuild()

        assert "about 1 practice." in sentence_on(client, f"/email-updates/?{interest}=wanted")

    def test_says_nothing_while_search_rests(self, client, library, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        assert client.get(PAGE).status_code == 200
        assert sentence_on(client, PAGE) == ""
