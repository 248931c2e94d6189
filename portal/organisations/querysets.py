"""Chainable filters over organisations."""

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from portal.organisations.models import Organisation


class OrganisationQuerySet(QuerySet["Organisation"]):
    """Filters that several screens share."""

    def in_name_order(self) -> Self:
        """Alphabetical, the order of every public list."""
        return self.order_by("name")

    def real(self) -> Self:
        """Without the fictional examples."""
        return self.filter(is_example=False)
