"""Feeds are read page by page; whatever fails or dies, the notices and the place are kept."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from portal.tenders.models import NoticeFeed, Tender
from portal.tenders.services import read_feeds
from portal.tenders.services.read_feeds import LEASE, read_next_page
from tests.portal.tenders.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(feed):
    """The server's feed as a row that is read; further columns as given."""
    service, _pages, _asked = feed

    def make(*targets, **columns):
        server = service.url.rpartition("/")[0]
        addresses = "\n".join(server + target for target in targets or ["/packages"])
        NoticeFeed.objects.update_or_create(
            source="find-a-tender", defaults=dict(addresses=addresses, is_on=True, **columns)
        )
        return NoticeFeed.objects.get(source="find-a-tender")

    return make


@pytest.fixture
def page(release):
    """A page of one tender, with the address of the next one where given."""

    def make(ocid, *, following=""):
        links = {"next": following} if following else {}
        return json.dumps({"links": links, "releases": [release(ocid=ocid)]})

    return make


def ocids():
    return sorted(Tender.objects.values_list("ocid", flat=True))


class TestReading:
    def test_reads_nothing_that_is_switched_off(self, feed):
        _service, _pages, asked = feed

        assert read_next_page(at=AT) is False
        assert asked == []

    def test_takes_one_page_at_a_time_and_goes_on_where_it_stood(self, feed, switched_on, page):
        _service, pages, asked = feed
        row = switched_on()
        pages["/packages"] = page("ocds-example-1", following="/packages?page=2")
        pages["/packages?page=2"] = page("ocds-example-2")

        assert read_next_page(at=AT)
        row.refresh_from_db()

        assert (ocids(), row.last_good_at) == (["ocds-example-1"], None)
        assert row.next_page_url.endswith("/packages?page=2")

        assert read_next_page(at=AT)
        row.refresh_from_db()

        assert ocids() == ["ocds-example-1", "ocds-example-2"]
        assert (row.last_good_at, row.read_to, row.next_page_url) == (AT, AT, "")
        assert asked == ["/packages", "/packages?page=2"]

    def test_rests_for_an_hour_after_the_last_page(self, feed, switched_on, page):
        _service, pages, _asked = feed
        switched_on()
        pages["/packages"] = page("ocds-example-1")
        read_next_page(at=AT)

        assert read_next_page(at=AT + timedelta(minutes=59)) is False
        assert read_next_page(at=AT + timedelta(minutes=60)) is True

    def test_asks_for_what_came_since_the_last_good_reading_and_a_day_more(
        self, feed, switched_on, page
    ):
        _service, pages, asked = feed
        row = switched_on("/packages?from={since}", read_to=AT - timedelta(hours=1))
        pages["/packages?from=2026-11-21T11:00:00"] = page("ocds-example-1")

        read_next_page(at=AT)

        row.refresh_from_db()
        assert asked == ["/packages?from=2026-11-21T11:00:00"]
        assert row.read_to == AT

    def test_takes_all_addresses_one_after_the_other(self, feed, switched_on, page):
        _service, pages, asked = feed
        row = switched_on("/notices?type=1", "/notices?type=2")
        pages["/notices?type=1"] = page("ocds-example-1")
        pages["/notices?type=2"] = page("ocds-example-2")

        read_next_page(at=AT)
        read_next_page(at=AT)

        row.refresh_from_db()
        assert asked == ["/notices?type=1", "/notices?type=2"]
        assert row.last_good_at == AT

    def test_by_month_leaves_no_month_out_after_a_long_pause(self, feed, switched_on, page):
        _service, pages, asked = feed
        row = switched_on("/notices?month={month}", read_to=datetime(2026, 9, 30, 12, tzinfo=UTC))
        for month in ("09-2026", "10-2026", "11-2026"):
            pages[f"/notices?month={month}"] = page(f"ocds-example-{month}")

        while read_next_page(at=AT):
            pass

        row.refresh_from_db()
        assert [target[-7:] for target in asked] == ["09-2026", "10-2026", "11-2026"]
        assert (row.read_to, row.last_good_at) == (AT, AT)

    def test_passes_by_a_release_that_cannot_be_used(self, feed, switched_on, release):
        _service, pages, _asked = feed
        row = switched_on()
        pages["/packages"] = json.dumps(
            {"releases": ["no release", release(ocid=""), release(ocid="ocds-example-2")]}
        )

        read_next_page(at=AT)

        row.refresh_from_db()
        assert (ocids(), row.problem, row.last_good_at) == (["ocds-example-2"], "", AT)

    def test_of_no_new_notices_is_good_too(self, feed, switched_on):
        _service, pages, _asked = feed
        row = switched_on()
        pages["/packages"] = json.dumps({"releases": []})

        read_next_page(at=AT)

        row.refresh_from_db()
        assert (row.problem, row.last_good_at) == ("", AT)


class TestFailing:
    @pytest.mark.parametrize(
        ("answer", "word"),
        [
            ((503, ""), "503"),
            ((302, "http://127.0.0.1/elsewhere"), "302"),
            ("<html>Sorry</html>", "web page"),
            ('{"releases": [{"ocid": "ocds-exa', "brackets"),
            ('{"releases": [], "links": {"next": "http://localhost:1/"}}', "another server"),
            ('{"releases": [], "links": {"next": "/packages"}}', "circle"),
        ],
        ids=["failure", "redirect", "web page", "cut off", "other server", "circle"],
    )
    def test_keeps_everything_says_why_and_waits_longer_each_time(
        self, feed, switched_on, page, answer, word
    ):
        _service, pages, _asked = feed
        row = switched_on()
        pages["/packages"] = page("ocds-example-1")
        read_next_page(at=AT)
        pages["/packages"] = answer
        waits, at = [], AT + timedelta(hours=1)

        for _turn in range(10):
            while not read_next_page(at=at):
                at += timedelta(minutes=5)
            row.refresh_from_db()
            if row.failures:
                waits.append(row.next_try_at - row.last_tried_at)

        assert word in row.problem
        assert (ocids(), row.last_good_at) == (["ocds-example-1"], AT)
        assert waits == sorted(waits)
        assert (waits[0], waits[-1]) == (timedelta(minutes=5), timedelta(hours=6))

    def test_goes_on_at_the_same_page_once_it_comes(self, feed, switched_on, page):
        _service, pages, asked = feed
        row = switched_on()
        pages["/packages"] = page("ocds-example-1", following="/packages?page=2")
        pages["/packages?page=2"] = (503, "")
        read_next_page(at=AT)
        read_next_page(at=AT)
        pages["/packages?page=2"] = page("ocds-example-2")

        read_next_page(at=AT + timedelta(minutes=5))

        row.refresh_from_db()
        assert asked == ["/packages", "/packages?page=2", "/packages?page=2"]
        assert (row.problem, row.failures) == ("", 0)
        assert row.last_good_at == AT + timedelta(minutes=5)

    def test_begins_anew_when_a_page_is_gone_for_good(self, feed, switched_on, page):
        _service, pages, asked = feed
        switched_on()
        pages["/packages"] = page("ocds-example-1", following="/packages?cursor=old")
        pages["/packages?cursor=old"] = (410, "")
        for hours in range(5):
            read_next_page(at=AT + timedelta(hours=hours))
        pages["/packages"] = page("ocds-example-1")

        read_next_page(at=AT + timedelta(hours=12))

        assert asked == ["/packages", *["/packages?cursor=old"] * 4, "/packages"]

    def test_without_an_address_is_said(self, switched_on):
        row = switched_on()
        NoticeFeed.objects.filter(pk=row.pk).update(addresses="")

        read_next_page(at=AT)

        row.refresh_from_db()
        assert "no address" in row.problem

    def test_of_the_portal_itself_puts_the_feed_off_and_is_raised(
        self, feed, switched_on, monkeypatch
    ):
        _service, pages, _asked = feed
        row = switched_on()
        pages["/packages"] = "[]"

        def fail(*_sources, **_options):
            raise MemoryError

        monkeypatch.setattr(read_feeds, "import_releases", fail)
        with pytest.raises(MemoryError):
            read_next_page(at=AT)

        row.refresh_from_db()
        assert (row.failures, row.next_try_at) == (1, AT + timedelta(minutes=5))


class TestTwoAtOnce:
    def test_leave_a_page_to_the_first_and_take_it_over_once_that_died(
        self, feed, switched_on, page
    ):
        _service, pages, asked = feed
        row = switched_on()
        pages["/packages"] = page("ocds-example-1")
        assert read_feeds._claimed(AT).pk == row.pk  # The first, killed here.

        assert read_next_page(at=AT + timedelta(minutes=4)) is False
        assert read_next_page(at=AT + LEASE) is True
        assert asked == ["/packages"]
        assert ocids() == ["ocds-example-1"]

    def test_do_not_undo_what_an_administrator_changed_meanwhile(self, feed, switched_on):
        service, _pages, _asked = feed
        row = switched_on()

        claimed = read_feeds._claimed(AT)
        NoticeFeed.objects.get(pk=row.pk).save()

        read_feeds._advance(claimed, f"{service.url}?page=2", at=AT)

        row.refresh_from_db()
        assert (row.next_page_url, row.next_try_at) == ("", None)


class TestSaving:
    def test_in_the_admin_keeps_what_a_task_wrote_since(self, switched_on):
        row = switched_on()
        NoticeFeed.objects.filter(pk=row.pk).update(
            last_good_at=AT, failures=3, next_page_url="http://127.0.0.1/old"
        )
        row.is_on = False

        row.save()

        row.refresh_from_db()
        assert (row.is_on, row.last_good_at) == (False, AT)
        assert (row.failures, row.next_page_url) == (0, "")
