"""Chainable filters over practices, and what “public” means."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Q
from wagtail.models import PageManager, PageQuerySet

from portal.practices.naming import NAMED_PARTNERS

if TYPE_CHECKING:
    from portal.organisations.models import Area, Organisation
    from portal.practices.models.vocabulary import Theme


class PracticeQuerySet(PageQuerySet):
    """Filters that several screens share."""

    def visible_to_all(self) -> Self:
        """Live and under no view restriction, its own or an ancestor's: what anybody may read."""
        visible: Self = self.live().public()
        return visible

    def offered(self) -> Self:
        """What lists, search and mails offer: visible to all and not archived.

        An archived page stays readable at its address, and is named where another leads to it.
        """
        return self.visible_to_all().not_archived()

    def not_archived(self) -> Self:
        """Without those that are kept for the record alone."""
        kept: Self = self.filter(archived_on=None)
        return kept

    def about_theme(self, theme: "Theme") -> Self:
        """Practices with the theme or one of its children."""
        chosen: Self = self.filter(themes__path__startswith=theme.path).distinct()
        return chosen

    def in_area(self, area: "Area") -> Self:
        """Practices in the area or anywhere inside it."""
        chosen: Self = self.filter(areas__path__startswith=area.path).distinct()
        return chosen

    def of_organisation(self, organisation: "Organisation") -> Self:
        """Practices that the organisation leads, or may be named as a partner in."""
        return self.of_organisations([organisation])

    def of_organisations(self, organisations: "Iterable[Organisation]") -> Self:
        """The same for any of several: a list, or a query that is made part of this one."""
        leads, joins = Q(lead_organisation__in=organisations), Q(partners__in=organisations)
        chosen: Self = self.filter(leads | (joins & NAMED_PARTNERS)).distinct()
        return chosen


PracticeManager = PageManager.from_queryset(PracticeQuerySet)
