"""The moderators' reports: what is in them, who may see them, and the way to a synonym rule."""

import csv
import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from home.services.site import ensure_site
from portal.users.roles import Role
from search.demand_reports import PERIOD
from search.models import SynonymGroup
from search.services.load_synonyms import load_synonyms
from tests.factories.demand import QueryCountFactory, ThemeCountFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client, rebuild):
    ensure_site(site_url="http://testserver")
    load_synonyms(paths=[])
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


@pytest.fixture
def indexed(rebuild):
    rebuild()


def rows_of(response):
    return list(
        csv.DictReader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines())
    )


def text_of(response):
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.content.decode())))


class TestLittleFoundReport:
    def test_adds_up_the_days_and_leaves_out_what_was_found(self, moderator):
        today = timezone.localdate()
        QueryCountFactory(text="night sitters", text_hash="a", times=3, nothing_times=2)
        QueryCountFactory(
            text="night sitters",
            text_hash="a",
            day=today - timedelta(days=2),
            times=2,
            nothing_times=0,
            weak_times=1,
            last_total=2,
        )
        QueryCountFactory(text="gardens", times=9, nothing_times=0)
        QueryCountFactory(text="long ago", day=today - PERIOD - timedelta(days=1))
        QueryCountFactory(text="", text_hash="rare")

        page = moderator.get(reverse("searches_report"), {"export": "csv"})

        (row,) = rows_of(page)
        assert list(row.values())[:5] == ["night sitters", "5", "2", "1", "2"]

    def test_proposes_wordings_with_a_rule_that_is_filled_in(self, moderator, indexed):
        ThemeFactory(name="Care at night")
        QueryCountFactory(text="night sitters")

        page = moderator.get(reverse("searches_report"))

        assert "Care at night (a theme)" in text_of(page)
        (address,) = re.findall(r'href="([^"]+/add/\?[^"]+)"', page.content.decode())
        form = moderator.get(unescape(address)).content.decode()
        assert re.search(r'name="terms-0-text"[^>]*value="night sitters"', form) or re.search(
            r'value="night sitters"[^>]*name="terms-0-text"', form
        )
        assert 'value="Care at night"' in form

    def test_leads_to_a_rule_that_can_be_saved(self, moderator):
        address = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))
        rows = {
            f"terms-{number}-{name}": value
            for number, text in enumerate(("night sitters", "care at night"))
            for name, value in (("id", ""), ("text", text), ("ORDER", str(number + 1)))
        }
        counts = {"TOTAL_FORMS": 2, "INITIAL_FORMS": 2, "MIN_NUM_FORMS": 1, "MAX_NUM_FORMS": 1000}
        sent = {f"terms-{name}": number for name, number in counts.items()} | rows

        moderator.post(f"{address}?term=x", {**sent, "kind": "equal", "is_active": "on"})

        texts = SynonymGroup.objects.get(key="").terms.values_list("text", flat=True)
        assert list(texts) == ["night sitters", "care at night"]

    def test_works_while_search_rests(self, moderator, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"
        QueryCountFactory(text="night sitters")

        page = moderator.get(reverse("searches_report"))

        assert "night sitters" in text_of(page)
        assert "Is a practice missing?" in text_of(page)

    def test_says_so_when_there_is_nothing(self, moderator):
        assert "No search found too little" in text_of(moderator.get(reverse("searches_report")))


class TestLackingThemesReport:
    def test_shows_themes_that_are_empty_or_wanted_and_lacking_most_wanted_first(self, moderator):
        wanted = ThemeFactory(name="Night support")
        ThemeFactory(name="A marked gap", is_gap=True)
        ThemeFactory(name="Nobody asked and nobody told")
        PracticePageFactory(themes=[ThemeFactory(name="Nobody asked, one told")])
        rich = ThemeFactory(name="Gardens")
        for _number in range(3):
            PracticePageFactory(themes=[rich])
        private = PracticePageFactory(themes=[wanted])
        make_private(private)
        ThemeCountFactory(theme=wanted, times=4)
        ThemeCountFactory(theme=rich, times=9)
        QueryCountFactory(text="support at nights for adults", times=3, nothing_times=0)

        rows = rows_of(moderator.get(reverse("themes_report"), {"export": "csv"}))

        assert [list(row.values()) for row in rows] == [
            ["Night support", "0", "4", "3", "False"],
            ["A marked gap", "0", "0", "0", "True"],
            ["Nobody asked and nobody told", "0", "0", "0", "False"],
        ]

    def test_cannot_be_a_formula_in_a_spreadsheet(self, moderator):
        ThemeFactory(name="=HYPERLINK(1)", is_gap=True)

        rows = rows_of(moderator.get(reverse("themes_report"), {"export": "csv"}))

        assert rows[0]["Theme"] == "'=HYPERLINK(1)"

    def test_shows_the_page(self, moderator):
        ThemeFactory(name="A marked gap", is_gap=True)

        assert "A marked gap" in text_of(moderator.get(reverse("themes_report")))


class TestModeratorReport:
    @pytest.mark.parametrize("role", [Role.PROVIDER, Role.COMMISSIONER, None])
    @pytest.mark.parametrize("name", ["searches_report", "themes_report"])
    @pytest.mark.parametrize("query", ["", "?export=csv"])
    def test_is_shown_to_nobody_else(self, client, role, name, query):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=role))
        QueryCountFactory(text="night sitters")

        page = client.get(reverse(name) + query, follow=True)

        assert "night sitters" not in text_of(page)
        assert page.redirect_chain
