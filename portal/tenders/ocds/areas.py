"""Finds the places of delivery of each lot, however a notice names them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.tenders.enums import AreaScheme
from portal.tenders.ocds.facts import AreaFacts
from portal.tenders.ocds.tables import area_table
from portal.tenders.ocds.values import Node

WHOLE_COUNTRY = "united-kingdom"
LONGEST_TEXT = 200
_ITL = re.compile(r"(UK|TL)([A-Z]\w{0,2})?", re.ASCII)
_GSS = re.compile(r"[EWSNK]\d{8}", re.ASCII)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?( ?\d[A-Z]{2})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class PlacedArea:
    """A place that a notice states for one lot; without a lot number, for all of them."""

    lot_id: str
    said: AreaFacts


def places(release: Node) -> list[PlacedArea]:
    """Every place in the tender's items, else in those of its awards, where some notices of awards
    and contracts alone have them; the buyer's own address is no place of delivery.
    """
    found = [
        placed
        for item in release.child("tender").children("items")
        for placed in _placed(item, ("",))
    ]
    return found or [
        placed
        for award in release.children("awards")
        for item in award.children("items")
        for placed in _placed(item, award.texts("relatedLots") or ("",))
    ]


def mapped_slugs(stated: Iterable[AreaFacts]) -> tuple[str, ...]:
    """The areas of ours that the stated places mean together, each once.

    A notice that lists every region means the country: twelve regions are how one source writes
    “anywhere”.
    """
    listed = list(stated)
    names = {area.text.casefold() for area in listed if area.scheme == AreaScheme.NAME}
    if area_table().everywhere <= names:
        return (WHOLE_COUNTRY,)
    return tuple(dict.fromkeys(slug for area in listed for slug in area.slugs))


def _placed(item: Node, lot_ids: Iterable[str]) -> Iterator[PlacedArea]:
    """The item's places for its own lot, else for ``lot_ids``."""
    related = item.text("relatedLot")
    for area in _of_item(item):
        for lot_id in (related,) if related else lot_ids:
            yield PlacedArea(lot_id=lot_id, said=area)


def _of_item(item: Node) -> Iterator[AreaFacts]:
    has_place = False
    for address in (*item.children("deliveryAddresses"), item.child("deliveryAddress")):
        for area in _of_address(address):
            has_place = True
            yield area
    locations = (
        () if has_place else (*item.children("deliveryLocations"), item.child("deliveryLocation"))
    )
    for location in locations:
        yield from _of_location(location)


def _of_location(location: Node) -> Iterator[AreaFacts]:
    """A place by its codes in a list of places, such as NUTS, else by its words."""
    codes = location.child("gazetteer").texts("identifiers")
    yield from map(_region, codes)
    description = location.text("description", longest=LONGEST_TEXT)
    if description and not codes:
        yield _named(description)


def _of_address(address: Node) -> Iterator[AreaFacts]:
    region = address.text("region", longest=LONGEST_TEXT)
    postcode = address.text("postalCode", longest=LONGEST_TEXT).upper()
    country = address.text("countryName", longest=LONGEST_TEXT)
    if region:
        yield _region(region)
    if postcode:
        yield _postcode(postcode, address)
    if country and not region and not postcode:
        yield _named(country)


def _region(text: str) -> AreaFacts:
    code = text.upper()
    if _ITL.fullmatch(code) or _GSS.fullmatch(code):
        return AreaFacts(
            scheme=AreaScheme.GSS if _GSS.fullmatch(code) else AreaScheme.ITL,
            code=code,
            text=text,
            slugs=area_table().codes.get(code, ()),
        )
    return _named(text)


def _postcode(text: str, address: Node) -> AreaFacts:
    if not _POSTCODE.fullmatch(text):
        address.drop("postalCode", _("Not a postcode; kept as the name of a place."))
        return _named(text)
    return AreaFacts(scheme=AreaScheme.POSTCODE, code="", text=text, slugs=())


def _named(text: str) -> AreaFacts:
    slugs = area_table().names.get(" ".join(text.casefold().split()), ())
    return AreaFacts(scheme=AreaScheme.NAME, code="", text=text, slugs=slugs)
