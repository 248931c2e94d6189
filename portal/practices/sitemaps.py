"""Tells search engines of the pages of themes; those of practices are in Wagtail's own sitemap."""

from django.db.models import QuerySet

from portal.common.sitemaps import OwnSitemap
from portal.practices.models import Theme


class ThemeSitemap(OwnSitemap):
    """Every theme."""

    def items(self) -> "QuerySet[Theme]":
        """In the order of the tree."""
        themes: QuerySet[Theme] = Theme.objects.order_by("path")
        return themes
