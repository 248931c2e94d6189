"""Writes the numbers that an organisation says public registers have for it."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from portal.organisations.identifiers import IdentifierScheme
from portal.organisations.models import Organisation, OrganisationIdentifier


class NumberTakenError(Exception):
    """Another organisation has the number; `scheme` says in which register."""

    def __init__(self, scheme: IdentifierScheme) -> None:
        super().__init__(scheme)
        self.scheme = scheme


@transaction.atomic
def keep_numbers(
    organisation: Organisation, said: Mapping[IdentifierScheme, str], *, today: date
) -> bool:
    """Keep a number for each register named, or none where it is empty; True where any changed.

    Numbers are in their standard form. One that was said before keeps its day, and registers that
    are not named stay as they are.

    Raises:
        NumberTakenError: another organisation has one of them.
    """
    kept = {row.scheme: row for row in organisation.identifiers.all()}
    has_changed = False
    for scheme, number in said.items():
        row = kept.get(scheme)
        if (row.number if row else "") == number:
            continue
        has_changed = True
        if row:
            row.delete()
        if number:
            _add(organisation, scheme, number, today)
    return has_changed


def _add(organisation: Organisation, scheme: IdentifierScheme, number: str, today: date) -> None:
    try:
        OrganisationIdentifier.objects.create(
            organisation=organisation, scheme=scheme, number=number, declared_date=today
        )
    except IntegrityError as error:
        raise NumberTakenError(scheme) from error
