"""The tender board as a reader gets it, with the same query as a feed and a spreadsheet."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from search.documents.collection import TENDERS
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.organisations import AreaFactory, ServiceTypeFactory
from tests.factories.tenders import LotClassificationFactory, LotFactory, TenderFactory

pytestmark = pytest.mark.django_db
BOARD = "/tenders/"


@pytest.fixture
def index(engine):
    """Call it to index the tenders that are in the database now."""
    return lambda: rebuild_index(at=timezone.now(), engine=current_engine(TENDERS))


def titles(response):
    return [strip_tags(entry.title) for entry in response.context["board"].entries]


def options(response):
    for group in response.context["board"].groups:
        for option in group.options:
            yield group.key, option


class TestWithoutWords:
    def test_shows_open_tenders_first_with_their_deadline_in_uk_time(self, client):
        TenderFactory(title="Past", tender_period_end_at=timezone.now() - timedelta(days=1))
        TenderFactory(title="Summer", tender_period_end_at=datetime(2099, 7, 13, 11, 0, tzinfo=UTC))

        response = client.get(BOARD)

        assert titles(response) == ["Summer", "Past"]
        # 11:00 UTC is noon in British Summer Time.
        assert "13 July 2099 at 12:00" in response.content.decode()

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            ({"status": "open"}, ["Soon", "Later"]),
            ({"status": "coming"}, ["Talks"]),
            ({"status": "over"}, ["Awarded", "Lessons"]),
            ({"status": "nonsense"}, ["Soon", "Later", "Talks", "Awarded", "Lessons"]),
            ({"stage": "early-engagement"}, ["Talks"]),
            ({"stage": ["awarded", "lessons"]}, ["Awarded", "Lessons"]),
            ({"closing": "7"}, ["Soon", "Talks"]),
            ({"closing": "14"}, ["Soon", "Talks"]),
            ({"closing": "30"}, ["Soon", "Later", "Talks"]),
            ({"closing": "30", "stage": "open"}, ["Soon", "Later"]),
            ({"suits": "vcse"}, ["Later"]),
            ({"suits": "sme"}, ["Later", "Talks"]),
        ],
    )
    def test_is_narrowed_down(self, client, chosen, expected):
        now = timezone.now()
        older = iter(now - timedelta(days=day) for day in range(1, 9))
        soon = TenderFactory(title="Soon", tender_period_end_at=now + timedelta(days=5))
        TenderFactory(
            title="Later", tender_period_end_at=now + timedelta(days=20), suitability_vcse=True
        )
        # A lot may suit small firms where nothing is said of the whole.
        later = soon.__class__.objects.get(title="Later")
        LotFactory(tender=later, suitability_sme=True)
        TenderFactory(
            title="Talks",
            engagement=True,
            tender_period_end_at=None,
            engagement_end_at=now + timedelta(days=3),
            suitability_sme=True,
            published_at=next(older),
        )
        TenderFactory(title="Awarded", awarded=True, published_at=next(older))
        TenderFactory(title="Lessons", status="complete", stage="lessons", published_at=next(older))

        assert titles(client.get(BOARD, chosen)) == expected

    def test_finds_a_service_by_its_code_and_those_below(self, client):
        ServiceTypeFactory(slug="welfare", name="Welfare", cpv_code="85312000")
        for title, code in (("Same", "85312000"), ("Below", "85312400"), ("Other", "85100000")):
            tender = TenderFactory(title=title)
            LotClassificationFactory(lot=LotFactory(tender=tender), code=code)

        assert sorted(titles(client.get(BOARD, {"service": "welfare"}))) == ["Below", "Same"]

    def test_counts_each_choice_as_choosing_it_would_find(self, client):
        region = AreaFactory(slug="region")
        borough = AreaFactory(slug="borough", parent=region)
        ServiceTypeFactory(slug="welfare", cpv_code="85312000")
        TenderFactory(areas=[region], suitability_sme=True)
        coded = TenderFactory(areas=[borough])
        LotClassificationFactory(lot=LotFactory(tender=coded, suitability_vcse=True))
        LotClassificationFactory(lot=LotFactory(tender=coded, suitability_vcse=True))
        TenderFactory(areas=[borough], awarded=True)
        TenderFactory(
            is_care_relevant=False, tender_period_end_at=timezone.now() + timedelta(days=10)
        )

        counted = list(options(client.get(BOARD, {"status": "open"})))

        for key, option in counted:
            chosen = {"status": "open"} | {key: option.value}
            found = client.get(BOARD, chosen).context["board"].total
            assert (key, option.value, option.count) == (key, option.value, found)
        assert [option.value for key, option in counted if key == "area"] == ["region", "borough"]

    def test_offers_each_choice_as_a_link_that_takes_it_away(self, client):
        TenderFactory()

        board = client.get(BOARD, {"status": "open", "stage": ["open", "lessons"]}).context["board"]

        assert [(one.group, one.label) for one in board.selected] == [
            ("Status", "Open for bids"),
            ("Stage", "Open for bids"),
            ("Stage", "Lessons shared"),
        ]
        assert board.selected[2].url == "/tenders/?stage=open&status=open"
        assert board.sentence == "1 tender: Open for bids; Open for bids / Lessons shared"

    def test_keeps_its_filters_from_page_to_page(self, client):
        TenderFactory.create_batch(21)

        response = client.get(BOARD, {"status": "open", "page": "2"})

        assert len(titles(response)) == 1
        assert "?status=open" in response.content.decode()

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
    def test_shows_the_nearest_page_for_any_number(self, client, page):
        TenderFactory()

        assert len(titles(client.get(BOARD, {"page": page}))) == 1

    def test_says_what_to_do_when_nothing_fits_and_when_there_is_nothing(self, client):
        empty = client.get(BOARD).content.decode()
        no_fit = client.get(BOARD, {"status": "open"}).content.decode()

        assert "look again tomorrow" in empty
        assert "Show all tenders" in no_fit

    def test_asks_the_database_no_more_for_many_tenders(
        self, client, django_assert_max_num_queries
    ):
        areas = [AreaFactory() for _ in range(3)]
        TenderFactory.create_batch(25, areas=areas)

        with django_assert_max_num_queries(30):
            client.get(BOARD, {"status": "open", "area": areas[0].slug})


class TestWithWords:
    @pytest.fixture(autouse=True)
    def tenders(self, index):
        TenderFactory(
            title="Meals at home",
            description="Hot lunches for older people. Drivers deliver them.",
            tender_period_end_at=timezone.now() + timedelta(days=40),
        )
        TenderFactory(
            title="Home care",
            description="Support at home, with meals.",
            tender_period_end_at=timezone.now() + timedelta(days=4),
        )
        TenderFactory(title="Road works", description="Asphalt.", buyer_name="Example Highways")
        index()

    def test_shows_the_best_match_first_and_why(self, client):
        response = client.get(BOARD, {"q": "meals"})

        assert titles(response) == ["Meals at home", "Home care"]
        text = response.content.decode()
        assert "<mark>Meals</mark> at home" in text
        assert "It has “meals”." in text

    def test_can_show_first_what_closes_soonest(self, client):
        assert titles(client.get(BOARD, {"q": "meals", "sort": "closing"})) == [
            "Home care",
            "Meals at home",
        ]

    def test_mends_a_typing_error_and_says_so(self, client):
        response = client.get(BOARD, {"q": "asphlat"})

        assert titles(response) == ["Road works"]
        assert "Showing results for <strong>asphalt</strong>" in response.content.decode()
        assert titles(client.get(BOARD, {"q": "asphlat", "exact": "1"})) == []

    def test_finds_a_buyer(self, client):
        assert titles(client.get(BOARD, {"q": "highways"})) == ["Road works"]

    def test_counts_choices_among_what_the_words_find(self, client):
        counted = {
            (key, option.value): option.count
            for key, option in options(client.get(BOARD, {"q": "meals"}))
        }

        assert counted["closing", "7"] == 1
        assert counted["status", "open"] == 2

    def test_shows_all_and_says_so_when_no_word_can_be_read(self, client):
        response = client.get(BOARD, {"q": "!!!"})

        assert len(titles(response)) == 3
        assert "could not read any words" in response.content.decode()

    def test_escapes_what_a_notice_says(self, client, index):
        TenderFactory(title="<script>alert(1)</script> meals")
        index()

        text = client.get(BOARD, {"q": "meals"}).content.decode()

        assert "<script>alert" not in text

    def test_shows_the_board_without_them_while_the_engine_rests(self, client, settings):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        response = client.get(BOARD, {"q": "meals", "closing": "7"})

        assert response.status_code == 503
        text = response.content.decode()
        assert "We cannot search for words right now" in text
        assert 'value="meals"' in text
        assert titles(response) == ["Home care"]


class TestFeed:
    def test_has_the_newest_of_the_same_query(self, client, index):
        TenderFactory(title="Meals old", published_at=datetime(2026, 1, 1, tzinfo=UTC))
        TenderFactory(title="Meals new", published_at=datetime(2026, 2, 1, tzinfo=UTC))
        TenderFactory(title="Roads")
        index()

        response = client.get("/tenders/feed/", {"q": "meals", "page": "3"})

        text = response.content.decode()
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        assert text.index("Meals new") < text.index("Meals old")
        assert "Roads" not in text
        assert "/tenders/?q=meals" in text


class TestSpreadsheet:
    def test_has_everything_that_was_found_with_formulas_made_harmless(self, client):
        TenderFactory(title="=SUM(A1)", suitability_sme=True)
        TenderFactory(title="Awarded", awarded=True)

        response = client.get("/tenders/csv/", {"status": "open"})

        content = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(StringIO(content)))
        assert [row["Title"] for row in rows] == ["'=SUM(A1)"]
        assert rows[0]["Buyer says: suits small firms"] == "yes"
        assert rows[0]["Search"] == "1 tender: Open for bids"

    @pytest.mark.parametrize("path", ["feed", "csv"])
    def test_and_feed_say_when_the_engine_rests(self, client, settings, path):
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        response = client.get(f"/tenders/{path}/", {"q": "meals"})

        assert response.status_code == 503
        assert response.headers["Retry-After"] == "30"


class TestTheMap:
    def test_counts_each_borough_under_the_other_filters_and_lists_the_same(self, client):
        region = AreaFactory(slug="greater-manchester", name="Greater Manchester")
        bury, wigan = (
            AreaFactory(slug=name.lower(), name=name, parent=region) for name in ("Bury", "Wigan")
        )
        TenderFactory(areas=[bury])
        TenderFactory(areas=[region])
        TenderFactory(areas=[wigan], awarded=True)

        drawn = client.get(BOARD, {"status": "open", "area": "wigan"}).context["board"].map

        assert {tile.name: tile.total for tile in drawn.map.tiles} == {"Bury": 2, "Wigan": 1}
        assert [(place.name, place.count, place.is_chosen) for place in drawn.places] == [
            ("Bury", 2, False),
            ("Wigan", 1, True),
        ]
        assert drawn.places[0].url == "/tenders/?area=bury&status=open"
        assert "Bury 2, Wigan 1" in drawn.map.sentence

    def test_is_left_out_where_nothing_is_in_greater_manchester(self, client):
        TenderFactory(areas=[AreaFactory(slug="leeds", name="Leeds")])

        response = client.get(BOARD)

        assert response.context["board"].map is None
        assert "See them on a map" not in response.content.decode()


class TestPages:
    def test_hold_twenty_each_in_one_order_and_the_last_holds_the_rest(self, client):
        TenderFactory.create_batch(45)

        pages = [titles(client.get(BOARD, {"page": number})) for number in (1, 2, 3, 9)]

        assert [len(page) for page in pages] == [20, 20, 5, 5]
        assert len({title for page in pages for title in page}) == 45
        assert client.get(BOARD).context["board"].total == 45
