"""Tells search engines of the public pages of organisations and places."""

from django.db.models import QuerySet

from portal.common.sitemaps import OwnSitemap
from portal.organisations.models import Area, Organisation
from portal.organisations.models.organisation import OrganisationQuerySet


class OrganisationSitemap(OwnSitemap):
    """Real organisations alone: a fictional one must not be met outside the portal."""

    def items(self) -> OrganisationQuerySet:
        """Every real organisation, in an order that does not change from one page to the next."""
        return Organisation.objects.real().order_by("pk")


class AreaSitemap(OwnSitemap):
    """Every place."""

    def items(self) -> "QuerySet[Area]":
        """In the order of the tree."""
        places: QuerySet[Area] = Area.objects.order_by("path")
        return places
