"""Reads the numbers that public registers have for the buyers and suppliers of a notice."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.organisations.identifiers import (
    IdentifierScheme,
    NotAnIdentifierError,
    standard_form,
)
from portal.tenders.enums import PartyRole
from portal.tenders.ocds.facts import PartyFacts
from portal.tenders.ocds.values import Node


def parties(release: Node, *, is_example: bool) -> tuple[PartyFacts, ...]:
    """Each number of each buyer and supplier once, where it is of a register that we know.

    A number that the register could not have given is left out, and noted.
    """
    found = [
        PartyFacts(role=role, scheme=scheme, number=number)
        for party in release.children("parties")
        for role in PartyRole
        if role in party.texts("roles")
        for scheme, number in _numbers(party, is_example=is_example)
    ]
    return tuple(dict.fromkeys(found))


def _numbers(party: Node, *, is_example: bool) -> Iterator[tuple[IdentifierScheme, str]]:
    for identifier in (party.child("identifier"), *party.children("additionalIdentifiers")):
        scheme, stated = identifier.text("scheme"), identifier.text("id")
        if scheme not in IdentifierScheme.values or not stated:
            continue
        known = IdentifierScheme(scheme)
        try:
            yield known, standard_form(known, stated, is_example=is_example)
        except NotAnIdentifierError:
            identifier.drop("id", _("No number of the register that is named; left out."))
