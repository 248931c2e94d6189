"""One interest for one meaning, however its address was written."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest, UnknownInterestError
from tests.factories.events import events_page
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


def interest(address: str) -> Interest:
    return Interest.from_query(QueryDict(address))


@pytest.fixture(autouse=True)
def vocabulary():
    ThemeFactory(slug="loneliness", name="Loneliness")
    ThemeFactory(slug="pay", name="Fair pay")
    AreaFactory(slug="rochdale", name="Rochdale")
    OrganisationFactory(slug="be-kind", name="Be Kind (Example)")


class TestFromQuery:
    @pytest.mark.parametrize(
        ("address", "kind", "value"),
        [
            ("theme=loneliness", TopicKind.THEME, "loneliness"),
            ("area=rochdale&page=3", TopicKind.AREA, "rochdale"),
            ("organisation=be-kind", TopicKind.ORGANISATION, "be-kind"),
            ("theme=pay&theme=loneliness", TopicKind.SEARCH, "theme=loneliness&theme=pay"),
            ("theme=pay&area=rochdale", TopicKind.SEARCH, "area=rochdale&theme=pay"),
            ("theme=pay&q=walks", TopicKind.SEARCH, "q=walks&theme=pay"),
            ("stage=running&sort=newest", TopicKind.SEARCH, "stage=running"),
            ("", TopicKind.SEARCH, ""),
        ],
    )
    def test_reads_the_finder_s_address(self, address, kind, value):
        assert interest(address) == Interest(kind=kind, value=value)

    def test_is_the_same_for_the_same_criteria_in_any_order(self):
        first, second = interest("q=walks&theme=pay"), interest("theme=pay&q=%20walks%20&page=2")

        assert first.criteria_hash == second.criteria_hash
        assert first.criteria_hash != interest("q=walks").criteria_hash

    def test_refuses_what_names_nothing_that_exists(self):
        with pytest.raises(UnknownInterestError):
            interest("theme=no-such-theme")

    def test_keeps_what_exists_beside_what_does_not(self):
        assert interest("theme=no-such-theme&area=rochdale").kind == TopicKind.AREA


class TestTitle:
    @pytest.mark.parametrize(
        ("address", "title"),
        [
            ("theme=loneliness", "Practices about Loneliness"),
            ("area=rochdale", "Practices in Rochdale"),
            ("q=walks", "Practices matching “walks”"),
            ("", "All practices"),
        ],
    )
    def test_says_in_words_what_one_hears_about(self, address, title):
        assert interest(address).title == title

    def test_still_says_something_when_the_theme_is_gone(self):
        assert "gone" in Interest(kind=TopicKind.THEME, value="gone").title


class TestPractice:
    def test_is_read_from_its_number_and_named_by_its_title(self):
        page = PracticePageFactory(title="People choose")

        one = interest(f"practice={page.pk}")

        assert one == Interest(kind=TopicKind.PAGE, value=str(page.pk))
        assert one.title == "Changes of “People choose”"
        assert interest(one.query_string) == one
        assert one.get_absolute_url() == page.url

    @pytest.mark.parametrize("number", ["0", "x", "", "9" * 30, "-1", "１"])
    def test_that_is_not_there_is_refused(self, number):
        with pytest.raises(UnknownInterestError):
            interest(f"practice={number}")

    def test_that_is_private_is_refused(self):
        page = PracticePageFactory()
        make_private(page)

        with pytest.raises(UnknownInterestError):
            interest(f"practice={page.pk}")

    def test_that_is_gone_is_still_something(self):
        gone = Interest(kind=TopicKind.PAGE, value="12345")

        assert gone.title == "A practice that is gone"
        assert gone.get_absolute_url() == "/practices/"


class TestOpenings:
    @pytest.mark.parametrize(
        ("address", "kind", "value", "title"),
        [
            ("about=events", TopicKind.EVENTS, "all", "Events"),
            ("about=asks&kind=neither&area=nowhere", TopicKind.ASKS, "all", "Asks and offers"),
            (
                "about=asks&topic=mentor&kind=offer&area=rochdale&page=2",
                TopicKind.ASKS,
                "area=rochdale&kind=offer&topic=mentor",
                "Asks and offers: Rochdale; Offering; A mentor",
            ),
            ("about=tenders", TopicKind.TENDERS, "all", "Tenders"),
            ("about=tenders&status=over&area=nowhere", TopicKind.TENDERS, "all", "Tenders"),
            (
                "about=tenders&subject=care&area=rochdale&area=rochdale&page=2",
                TopicKind.TENDERS,
                "area=rochdale&subject=care",
                "Tenders: Rochdale; Care or support",
            ),
            (
                "about=tenders&subject=care&subject=other&area=rochdale",
                TopicKind.TENDERS,
                "area=rochdale&subject=care&subject=other",
                "Tenders: Rochdale; Care or support / Something else",
            ),
            (
                "about=tenders&q=%20meals%20at%20home&area=rochdale&sort=closing&status=open",
                TopicKind.TENDERS,
                "area=rochdale&q=meals+at+home",
                "Tenders: Rochdale; matching “meals at home”",
            ),
            (
                "about=tenders&q=mealz&exact=1",
                TopicKind.TENDERS,
                "exact=1&q=mealz",
                "Tenders: matching “mealz”",
            ),
            ("about=tenders&q=%00&exact=1", TopicKind.TENDERS, "all", "Tenders"),
        ],
    )
    def test_are_read_from_the_address_of_their_list(self, address, kind, value, title):
        read = interest(address)

        assert (read, read.title) == (Interest(kind=kind, value=value), title)

    def test_are_written_as_they_are_read(self):
        read = interest("about=tenders&area=rochdale&subject=care&q=meals")

        assert interest(read.query_string) == read
        assert read.get_absolute_url() == "/tenders/?area=rochdale&q=meals&subject=care"
        assert interest("about=events").query_string == "about=events"

    def test_lead_to_the_list_of_all(self):
        page = events_page()

        assert interest("about=events").get_absolute_url() == page.url
        assert interest("about=asks").get_absolute_url() == reverse("ask_list")

    def test_of_another_kind_are_unknown(self):
        with pytest.raises(UnknownInterestError):
            interest("about=everything")
