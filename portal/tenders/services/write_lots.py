"""Brings the lots of a tender up to date; a lot keeps its row, since proposals point at it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from portal.tenders.models import Lot, LotArea, LotClassification, Tender
from portal.tenders.ocds.areas import mapped_slugs
from portal.tenders.ocds.facts import LotFacts
from portal.tenders.ocds.values import Money
from portal.tenders.services.known_areas import KnownAreas

WITHDRAWN = "withdrawn"
_NOT_COLUMNS = {"lot_id", "value", "classifications", "areas"}


def write_lots(tender: Tender, facts: Sequence[LotFacts], areas: KnownAreas) -> None:
    """Create, change and remove lots so that they are those of the facts, in their order."""
    _remove_lots(tender, keep={lot.lot_id for lot in facts})
    for position, lot_facts in enumerate(facts):
        columns = {
            name: value for name, value in vars(lot_facts).items() if name not in _NOT_COLUMNS
        }
        lot, _created = Lot.objects.update_or_create(
            tender=tender,
            lot_id=lot_facts.lot_id,
            defaults={**columns, **money_columns(lot_facts.value), "position": position},
        )
        _write_codes_and_places(lot, lot_facts, areas)


def money_columns(value: Money | None) -> dict[str, Any]:
    """An amount with its currency as two columns; both empty where there is none."""
    if value is None:
        return {"value_amount": None, "value_currency": ""}
    return {"value_amount": value.amount, "value_currency": value.currency}


def _remove_lots(tender: Tender, *, keep: set[str]) -> None:
    for lot in tender.lots.exclude(lot_id__in=keep):
        try:
            with transaction.atomic():
                lot.delete()
        except (ProtectedError, RestrictedError):
            lot.status, lot.is_implicit = WITHDRAWN, False
            lot.save(update_fields=["status", "is_implicit"])


def _write_codes_and_places(lot: Lot, facts: LotFacts, areas: KnownAreas) -> None:
    lot.classifications.all().delete()
    LotClassification.objects.bulk_create(
        LotClassification(lot=lot, **vars(code)) for code in facts.classifications
    )
    lot.stated_areas.all().delete()
    LotArea.objects.bulk_create(
        LotArea(
            lot=lot,
            scheme=place.scheme,
            code=place.code,
            text=place.text,
            area=areas.around(place.slugs),
        )
        for place in facts.areas
    )
    lot.areas.set(areas.of(mapped_slugs(facts.areas)))
