"""A feed is fetched page by page, and whatever goes wrong leaves the pages before it imported."""

import json
import socket

import pytest

from portal.tenders.models import Tender
from portal.tenders.services import Feed, import_releases
from portal.tenders.services.fetch_pages import FetchError, fetch_page
from tests.portal.tenders.conftest import AT

pytestmark = pytest.mark.django_db


def _page(release, ocid, *, following=""):
    links = {"next": following} if following else {}
    return json.dumps({"links": links, "releases": [release(ocid=ocid)]})


class TestFeed:
    def test_is_followed_by_its_cursor_to_the_end(self, feed, release):
        service, pages, asked = feed
        second = f"{service.url}?cursor=abc"
        pages["/packages"] = _page(release, "ocds-example-1", following=second)
        pages["/packages?cursor=abc"] = _page(release, "ocds-example-2")

        report = import_releases([service], at=AT)

        assert asked == ["/packages", "/packages?cursor=abc"]
        assert report.refused == []
        assert Tender.objects.count() == 2

    def test_changes_nothing_when_it_is_fetched_again(self, feed, release):
        service, pages, _asked = feed
        pages["/packages"] = _page(release, "ocds-example-1")
        import_releases([service], at=AT)

        again = import_releases([service], at=AT)

        assert again.outcomes == {"created": 0, "updated": 0, "unchanged": 1}

    @pytest.mark.parametrize(
        ("second", "word"),
        [
            ((503, ""), "503"),
            ((302, "http://127.0.0.1/elsewhere"), "302"),
            ("<html>Sorry</html>", "web page"),
        ],
        ids=["failure", "redirect", "web page"],
    )
    def test_that_breaks_off_keeps_what_came_and_says_why(self, feed, release, second, word):
        service, pages, asked = feed
        pages["/packages"] = _page(release, "ocds-example-1", following="/packages?page=2")
        pages["/packages?page=2"] = second

        report = import_releases([service], at=AT)

        assert word in report.refused[0].reason
        assert [tender.ocid for tender in Tender.objects.all()] == ["ocds-example-1"]
        assert len(asked) == 2

    @pytest.mark.parametrize(
        ("following", "word"),
        [
            ("http://localhost:1/packages", "another server"),
            ("file:///etc/passwd", "another server"),
            ("/packages", "circle"),
        ],
    )
    def test_is_not_followed_elsewhere_or_in_a_circle(self, feed, release, following, word):
        service, pages, asked = feed
        pages["/packages"] = _page(release, "ocds-example-1", following=following)

        report = import_releases([service], at=AT)

        assert word in report.refused[0].reason
        assert asked == ["/packages"]

    def test_that_is_not_there_is_refused_in_one_sentence(self):
        with socket.socket() as taken:
            # Bound and not listening: nothing answers, and nobody else can take the port.
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}/"

            report = import_releases([Feed(url=url)], at=AT)

        assert "cannot be reached" in report.refused[0].reason

    @pytest.mark.parametrize("url", ["http://", "https://127.0.0.1:port/", "http://a b/"])
    def test_with_an_address_that_is_none_is_refused(self, url):
        report = import_releases([Feed(url=url)], at=AT)

        assert len(report.refused) == 1

    def test_whose_server_trickles_is_given_up(self, feed, release, tmp_path):
        service, pages, _asked = feed
        pages["/packages"] = _page(release, "ocds-example-1")

        with pytest.raises(FetchError, match="too slow"):
            fetch_page(service.url, tmp_path / "page.json", seconds=0)
