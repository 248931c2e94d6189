"""Lists what one release by itself states, as plain JSON values that people and scripts check."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from portal.tenders.enums import AreaScheme
from portal.tenders.ocds.classifications import CPV
from portal.tenders.ocds.documents import ReadRelease
from portal.tenders.ocds.facts import AreaFacts, LotFacts
from portal.tenders.ocds.findings import Findings
from portal.tenders.ocds.reading import LONGEST_NAME, tender_facts
from portal.tenders.ocds.values import Money, Node


def stated_facts(read: ReadRelease) -> dict[str, Any]:
    """The facts of the release alone, not of the tender that its older releases shaped too.

    What it does not state is null or an empty list. Contact persons are in none of it; suppliers
    and buyers are names of organisations.
    """
    release = Node(read.data, "", Findings())
    facts = tender_facts(release, read.identity, licence=read.licence)
    return {
        "ocid": facts.ocid,
        "release_id": read.identity.release_id,
        "tag": list(read.identity.tags),
        "title": facts.title,
        "status": str(facts.status),
        "stage": str(facts.stage),
        "lots": [_lot(lot) for lot in facts.lots],
        **_codes_and_places(facts.lots),
        "suitability": {"sme": facts.suitability_sme, "vcse": facts.suitability_vcse},
        "value": _money(facts.value),
        "value_with_tax": _text_or_none(facts.terms.value_gross_amount),
        "minimum_value": _text_or_none(facts.terms.minimum_value_amount),
        "award_values": [_money(value) for value in _award_values(release)],
        "deadline": _moment(facts.tender_period_end_at),
        "engagement_deadline": _moment(facts.engagement_end_at),
        "notice_type": facts.terms.notice_type,
        "maximum_lots_bid": facts.maximum_lots_bid,
        "maximum_lots_awarded": facts.maximum_lots_awarded,
        "reserved": list(facts.reserved_for),
        "reserved_location": facts.terms.reserved_location,
        "buyers": _buyers(release, facts.buyer_name),
        "suppliers": _suppliers(release),
    }


def _lot(lot: LotFacts) -> dict[str, Any]:
    return {
        "id": lot.lot_id,
        "title": lot.title,
        "status": lot.status,
        "is_implicit": lot.is_implicit,
        "value": _money(lot.value),
        "suitability": {"sme": lot.suitability_sme, "vcse": lot.suitability_vcse},
        "reserved": list(lot.reserved_for),
        "reserved_location": lot.reserved_location,
        "award_criteria": [list(pair) for pair in lot.award_criteria],
        **_codes_and_places([lot]),
    }


def _codes_and_places(lots: Iterable[LotFacts]) -> dict[str, list[str]]:
    listed = list(lots)
    areas = [area for lot in listed for area in lot.areas]
    codes = [code.code for lot in listed for code in lot.classifications if code.scheme == CPV]
    return {
        "cpv": _each_once(codes),
        "regions": _each_once(area.text for area in areas if not _is_postcode(area)),
        "postcodes": _each_once(area.text for area in areas if _is_postcode(area)),
    }


def _is_postcode(area: AreaFacts) -> bool:
    return area.scheme == AreaScheme.POSTCODE


def _money(value: Money | None) -> dict[str, str] | None:
    # Text, because a float would round a sum.
    return None if value is None else {"amount": str(value.amount), "currency": value.currency}


def _text_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _moment(end_at: datetime | None) -> str | None:
    return None if end_at is None else end_at.isoformat()


def _award_values(release: Node) -> list[Money]:
    """What each award is worth; where awards do not say, what each contract is."""
    for part in ("awards", "contracts"):
        found = [item.money("value") for item in release.children(part)]
        if values := [value for value in found if value is not None]:
            return values
    return []


def _buyers(release: Node, buyer_name: str) -> list[str]:
    """The main buyer first; one source lists joint buyers among the parties only."""
    parties = [
        party.text("name", longest=LONGEST_NAME)
        for party in release.children("parties")
        if "buyer" in party.texts("roles")
    ]
    return _each_once([buyer_name, *parties])


def _suppliers(release: Node) -> list[str]:
    """Whoever an award names, or refers to by the id of a party; several are usually a framework
    list, not a consortium.
    """
    names = {
        party.text("id"): party.text("name", longest=LONGEST_NAME)
        for party in release.children("parties")
    }
    return _each_once(
        supplier.text("name", longest=LONGEST_NAME) or names.get(supplier.text("id"), "")
        for award in release.children("awards")
        for supplier in award.children("suppliers")
    )


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
