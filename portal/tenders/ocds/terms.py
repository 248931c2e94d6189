"""Reads what else a notice says about bidding: other sums, the day for questions, what weighs."""

from decimal import Decimal

from django.utils.translation import gettext as _

from portal.tenders.ocds.facts import TermsFacts
from portal.tenders.ocds.values import Node

LONGEST_NAME = 200
LONGEST_CODE = 20
MOST_CRITERIA = 30


def terms(release: Node) -> TermsFacts:
    """The terms of the whole tender, as far as the notice states them."""
    tender = release.child("tender")
    value, minimum = tender.money("value"), tender.money("minValue")
    if minimum is not None and (value is None or minimum.currency != value.currency):
        tender.child("minValue").drop("currency", _("Not the currency of the value; left out."))
        minimum = None
    return TermsFacts(
        notice_type=_notice_type(release),
        is_above_threshold=tender.yes_no("aboveThreshold"),
        value_gross_amount=_gross(tender.child("value")) if value else None,
        minimum_value_amount=minimum.amount if minimum else None,
        enquiry_end_at=tender.child("enquiryPeriod").moment("endDate"),
        reserved_location=reserved_location(tender),
    )


def award_criteria(lot: Node, tender: Node) -> tuple[tuple[str, str], ...]:
    """What bids are weighed by, with each weight as stated; the lot's own, else the tender's."""
    return _criteria(lot) or _criteria(tender)


def selection_criteria(tender: Node) -> str:
    """What bidders must show, of the tender and of its lots, each text once, a line each."""
    said = [
        item.text(key)
        for node in (tender, *tender.children("lots"))
        for item in node.child("selectionCriteria").children("criteria")
        for key in ("description", "minimum")
    ]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _criteria(node: Node) -> tuple[tuple[str, str], ...]:
    listed = list(node.child("awardCriteria").children("criteria"))[:MOST_CRITERIA]
    pairs = [
        (
            item.text("name", longest=LONGEST_NAME) or item.text("type", longest=LONGEST_NAME),
            item.text("description", longest=LONGEST_NAME) or _weight(item),
        )
        for item in listed
    ]
    return tuple((name[:1].upper() + name[1:], weight) for name, weight in pairs if name)


def _weight(criterion: Node) -> str:
    stated = (number.data.get("number") for number in criterion.children("numbers"))
    return ", ".join(str(number) for number in stated if isinstance(number, int | float))


def _gross(value: Node) -> Decimal | None:
    """The amount with tax; its currency is that of the amount without."""
    if value.data.get("amountGross") is None:
        return None
    found = Node(
        {"value": {"amount": value.data["amountGross"], "currency": value.data.get("currency")}},
        value.path,
        value.findings,
    ).money("value")
    return None if found is None else found.amount


def _notice_type(release: Node) -> str:
    """The kind of the newest notice, such as UK4."""
    parts = (release.child("planning"), release.child("tender"))
    later = (*release.children("awards"), *release.children("contracts"))
    found = ""
    for part in (*parts, *later):
        for document in part.children("documents"):
            found = document.text("noticeType", longest=LONGEST_CODE) or found
    return found


def reserved_for(node: Node, *, else_for: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Whom a tender or a lot is reserved for, as stated codes; ``else_for`` where it says nothing.

    “none” is how eForms say that all may bid.
    """
    stated = node.child("otherRequirements").texts("reservedParticipation")
    codes = tuple(dict.fromkeys(code for code in stated if code != "none"))
    return codes if stated else else_for


def reserved_location(node: Node) -> str:
    """Where those have to be based who may bid, in words or as stated codes."""
    place = node.child("otherRequirements").child("reservedParticipationLocation")
    codes = place.child("gazetteer").texts("identifiers")
    return (place.text("description", longest=LONGEST_NAME) or ", ".join(codes))[:LONGEST_NAME]
