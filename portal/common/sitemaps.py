"""What every sitemap of ours shares, and the one of the pages that list things."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class OwnSitemap(Sitemap[Any]):
    """Addresses below SITE_URL, whatever host the request named."""

    def get_domain(self, site: object = None) -> str:
        """The host of SITE_URL."""
        domain: str = urlsplit(settings.SITE_URL).netloc
        return domain

    def get_protocol(self, protocol: str | None = None) -> str:
        """The scheme of SITE_URL."""
        scheme: str = urlsplit(settings.SITE_URL).scheme
        return scheme


class ListSitemap(OwnSitemap):
    """The pages that list what the network holds, by the names of their addresses."""

    names = (
        *("organisation_list", "theme_list", "area_list", "tender_list"),
        *("ask_list", "commitment_list", "visit_list", "lesson_list", "api_guide"),
    )

    def items(self) -> list[str]:
        """Names of addresses."""
        return list(self.names)

    def location(self, item: str) -> str:
        """The address of that name."""
        return reverse(item)
