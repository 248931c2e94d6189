"""Organisations together with their public practices."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.organisations.models import Organisation
from portal.practices.models import PracticePage
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.cards import areas_in_words
from portal.practices.selectors.counts import practices_per_organisation


@dataclass(frozen=True, kw_only=True)
class OrganisationEntry:
    """An organisation in the list: where it works, and how many public practices it has."""

    organisation: Organisation
    areas: str
    total: int


def organisation_entries(organisations: Iterable[Organisation]) -> list[OrganisationEntry]:
    """The organisations of one page of the list, in their order, each with its count."""
    listed = list(organisations)
    counts = practices_per_organisation(
        PracticePage.objects.offered(), [organisation.pk for organisation in listed]
    )
    return [
        OrganisationEntry(
            organisation=organisation,
            areas=areas_in_words(organisation.areas.all()),
            total=counts[organisation.pk],
        )
        for organisation in listed
    ]


def practices_of_organisation(
    organisation: Organisation, *, among: PracticeQuerySet
) -> PracticeQuerySet:
    """Those of the practices that the organisation leads or is a partner in, by title."""
    practices: PracticeQuerySet = among.of_organisation(organisation).order_by("title")
    return practices
