"""The task reads on until nothing is due, and a feed that fails holds up no other."""

import json

import pytest

from portal.tenders.models import NoticeFeed, Tender
from tasks.imports import read_feeds
from tests.portal.tenders.conftest import feed, release

pytestmark = pytest.mark.django_db

__all__ = ["feed", "release"]


class TestReadFeeds:
    def test_reads_all_pages_of_every_feed_that_is_on(self, feed, release):
        service, pages, _asked = feed
        pages["/packages"] = json.dumps(
            {"links": {"next": "/two"}, "releases": [release(ocid="ocds-example-1")]}
        )
        pages["/two"] = json.dumps({"releases": [release(ocid="ocds-example-2")]})
        broken = service.url.replace("packages", "broken")
        for source, address in (("contracts-finder", broken), ("find-a-tender", service.url)):
            NoticeFeed.objects.update_or_create(
                source=source, defaults={"is_on": True, "addresses": address}
            )

        assert read_feeds() == 3

        assert Tender.objects.count() == 2
        assert "404" in NoticeFeed.objects.get(source="contracts-finder").problem
        assert NoticeFeed.objects.get(source="find-a-tender").last_good_at is not None
