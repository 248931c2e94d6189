"""Finds the codes of a tender and of each lot, wherever the four sources put them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.tenders.ocds.facts import ClassificationFacts
from portal.tenders.ocds.tables import cpv_in_words
from portal.tenders.ocds.values import Node

CPV = "CPV"
LONGEST_CODE = 20
_CPV_CODE = re.compile(r"(\d{8})(-\d)?")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Something that a notice says of some lots; without lot numbers, of all of them."""

    lot_ids: tuple[str, ...]
    said: ClassificationFacts


def classifications(release: Node) -> list[Placed]:
    """Every code, in the order of look-up of our import mapping.

    Contracts Finder has them in tender.classification, Find a Tender under the Procurement Act
    only in tender.items, and some award notices only in awards.items.
    """
    tender = release.child("tender")
    found = [Placed(lot_ids=(), said=code) for code in _codes(tender)]
    found += [placed for item in tender.children("items") for placed in _of_item(item, ())]
    for award in release.children("awards"):
        lot_ids = tuple(award.texts("relatedLots"))
        found += [placed for item in award.children("items") for placed in _of_item(item, lot_ids)]
    return found


def _of_item(item: Node, lot_ids: tuple[str, ...]) -> Iterator[Placed]:
    related = item.text("relatedLot")
    for code in _codes(item):
        yield Placed(lot_ids=(related,) if related else lot_ids, said=code)


def _codes(node: Node) -> Iterator[ClassificationFacts]:
    single = node.child("classification")
    for classification in [single, *node.children("additionalClassifications")]:
        code = _code(classification) if classification.data else None
        if code is not None:
            yield code


def _code(node: Node) -> ClassificationFacts | None:
    scheme = node.text("scheme", longest=20).upper()
    code = node.text("id")
    description = node.text("description", longest=300)
    match = _CPV_CODE.fullmatch(code)
    if not scheme and match:
        node.drop("scheme", _("No scheme; a code of eight digits was taken as CPV."))
        scheme = CPV
    if scheme != CPV:
        if scheme and 0 < len(code) <= LONGEST_CODE:
            return _other(scheme, code, description)
        node.drop("id", _("A code without a scheme, or too long; left out."))
        return None
    if match is None:
        node.drop("id", _("Not a CPV code of eight digits; left out."))
        return None
    if match.group(2):
        node.drop("id", _("The check digit was taken off the CPV code."))
    digits = match.group(1)
    return _other(CPV, digits, description or cpv_in_words(digits))


def _other(scheme: str, code: str, description: str) -> ClassificationFacts:
    return ClassificationFacts(scheme=scheme, code=code, description=description)
