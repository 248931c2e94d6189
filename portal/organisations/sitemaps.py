"""Tells search engines of the organisations' public pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from portal.organisations.models import Organisation
from portal.organisations.models.organisation import OrganisationQuerySet


class OrganisationSitemap(Sitemap[Organisation]):
    """Real organisations alone: a fictional one must not be met outside the portal."""

    def items(self) -> OrganisationQuerySet:
        """Every real organisation, in an order that does not change from one page to the next."""
        return Organisation.objects.real().order_by("pk")

    def get_domain(self, site: object = None) -> str:
        """The host of SITE_URL, whatever host the request named."""
        domain: str = urlsplit(settings.SITE_URL).netloc
        return domain

    def get_protocol(self, protocol: str | None = None) -> str:
        """The scheme of SITE_URL."""
        scheme: str = urlsplit(settings.SITE_URL).scheme
        return scheme
