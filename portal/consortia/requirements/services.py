"""Proposes requirements from a notice's words, and writes what people decide about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import (
    UNIT_OF,
    RequirementKind,
    RequirementState,
    SourceKind,
    operator_of,
)
from portal.consortia.requirements.deciding import decider_for, may_change, own_decision
from portal.consortia.requirements.extraction import findings
from portal.consortia.services.requesting import AskedOftenError, NotOpenError, request_match
from portal.organisations.models import Area, ServiceType
from portal.tenders.models import Lot, Tender
from portal.users.models import User

MOST_REQUIREMENTS = 100


class TooManyError(Exception):
    """The tender has as many requirements as one may have."""


@dataclass(frozen=True, kw_only=True)
class RequirementSaid:
    """A requirement as a person states it."""

    kind: str
    is_hard: bool
    lot: Lot | None = None
    amount: int | None = None
    rating: str = ""
    turnover_test: str = ""
    service_type: ServiceType | None = None
    area: Area | None = None
    group: int = 0


@transaction.atomic
def propose_requirements(*, tender: Tender, at: datetime) -> int:
    """Write down what the notice's text seems to ask for; return how many are new.

    Nothing here is confirmed. What was found before, decided or not, is not proposed again;
    what nobody decided and the text says no more is taken away.
    """
    Tender.objects.select_for_update().get(pk=tender.pk)
    found = [_proposal(tender, lot, path, text, at) for lot, path, text in _texts(tender)]
    proposals = {_sign(row): row for rows in found for row in rows}
    kept = TenderRequirement.objects.filter(tender=tender, source_kind=SourceKind.QUOTE)
    for row in kept.filter(state=RequirementState.PROPOSED):
        if _sign(row) not in proposals:
            row.delete()
    known = {_sign(row) for row in kept.all()}
    new = [row for sign, row in proposals.items() if sign not in known]
    room = MOST_REQUIREMENTS - TenderRequirement.objects.filter(tender=tender).count()
    TenderRequirement.objects.bulk_create(new[: max(0, room)])
    return len(new[: max(0, room)])


@transaction.atomic
def add_requirement(
    *, tender: Tender, said: RequirementSaid, by: User, at: datetime
) -> TenderRequirement:
    """Write down and confirm what a person says that the tender asks for.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
        TooManyError: the tender has as many as one may have.
    """
    decider = decider_for(by, at=at)
    Tender.objects.select_for_update().get(pk=tender.pk)
    if TenderRequirement.objects.filter(tender=tender).count() >= MOST_REQUIREMENTS:
        raise TooManyError
    row = TenderRequirement(tender=tender, source_kind=SourceKind.PERSON, created_at=at)
    row.decided_for = decider
    return _decided(row, said, by, at)


@transaction.atomic
def confirm_requirement(
    *, requirement: TenderRequirement, said: RequirementSaid, by: User, at: datetime
) -> TenderRequirement:
    """Confirm a requirement as the person states it, perhaps changed; its source stays.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
        NotYourDecisionError: somebody else decided this.
    """
    row = TenderRequirement.objects.select_for_update().get(pk=requirement.pk)
    row.decided_for = own_decision(row, by, at=at)
    return _decided(row, said, by, at)


@transaction.atomic
def drop_requirement(*, requirement: TenderRequirement, by: User, at: datetime) -> None:
    """Say that this is no requirement; it is kept, so that it is not proposed again.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
        NotYourDecisionError: somebody else decided this.
    """
    row = TenderRequirement.objects.select_for_update().get(pk=requirement.pk)
    row.decided_for = own_decision(row, by, at=at)
    was_confirmed = row.state == RequirementState.CONFIRMED
    row.state, row.confirmed_by, row.confirmed_at = RequirementState.DROPPED, by, at
    row.save(update_fields=["state", "confirmed_by", "confirmed_at", "decided_for"])
    if was_confirmed:
        _match_again(row.tender, by, at)


@transaction.atomic
def drop_service(
    *, tender: Tender, lot: Lot, service_type: ServiceType, by: User, at: datetime
) -> TenderRequirement:
    """Say that a lot does not ask for a service, although its code of the notice stands for it.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
        NotYourDecisionError: another organisation said that it is asked for after all.
    """
    decider = decider_for(by, at=at)
    Tender.objects.select_for_update().get(pk=tender.pk)
    stated: dict[str, Any] = {
        "tender": tender,
        "lot": lot,
        "kind": RequirementKind.CAPABILITY,
        "service_type": service_type,
        "source_kind": SourceKind.FIELD,
    }
    before = TenderRequirement.objects.filter(**stated).first()
    if before is not None:
        decider = own_decision(before, by, at=at)
    row, _is_new = TenderRequirement.objects.update_or_create(
        **stated,
        defaults={
            "decided_for": decider,
            "source_path": f"tender.lots[{lot.lot_id}].classification {service_type.cpv_code}",
            "operator": operator_of(RequirementKind.CAPABILITY),
            "state": RequirementState.DROPPED,
            "created_at": at,
            "confirmed_by": by,
            "confirmed_at": at,
        },
    )
    _match_again(tender, by, at)
    return row


@transaction.atomic
def restore_service(*, requirement: TenderRequirement, by: User, at: datetime) -> None:
    """Ask for a dropped service again, as the notice's code does: the notice has the last word.

    Whoever dropped it takes that back. Anybody else who looks for partners decides that it is
    asked for, so that it cannot be dropped again over their heads.

    Raises:
        NotAnInitiatorError: the person may decide nothing.
    """
    decider = decider_for(by, at=at)
    rows = TenderRequirement.objects.select_for_update().filter(source_kind=SourceKind.FIELD)
    row = rows.filter(pk=requirement.pk, state=RequirementState.DROPPED).first()
    if row is None:
        return
    if may_change(row, by, at=at):
        row.delete()
    else:
        row.state, row.confirmed_by, row.confirmed_at = RequirementState.CONFIRMED, by, at
        row.decided_for = decider
        row.save(update_fields=["state", "confirmed_by", "confirmed_at", "decided_for"])
    _match_again(requirement.tender, by, at)


def _decided(
    row: TenderRequirement, said: RequirementSaid, by: User, at: datetime
) -> TenderRequirement:
    for name, value in vars(said).items():
        setattr(row, name, value)
    kind = RequirementKind(said.kind)
    row.operator, row.unit = operator_of(kind), UNIT_OF.get(kind, "")
    row.state, row.confirmed_by, row.confirmed_at = RequirementState.CONFIRMED, by, at
    row.save()
    _match_again(row.tender, by, at)
    return row


def _match_again(tender: Tender, by: User, at: datetime) -> None:
    """A requirement is a material change; a tender that is closed is matched no more, and one that
    was matched often today after decisions waits for the button or the night.
    """
    try:
        request_match(tender=tender, requested_by=by, at=at, is_after_decision=True)
    except (NotOpenError, AskedOftenError):
        return


def _texts(tender: Tender) -> list[tuple[Lot | None, str, str]]:
    lots = list(tender.lots.order_by("position"))
    texts: list[tuple[Lot | None, str, str]] = [
        (None, "tender.description", tender.description),
        (None, "tender.selectionCriteria", tender.selection_criteria),
        (None, "description", tender.further_information),
    ]
    return texts + [
        # A notice that repeats the tender's text for each lot asks for it once.
        (lot, f"tender.lots[{lot.lot_id}].description", lot.description)
        for lot in lots
        if lot.description != tender.description
    ]


def _proposal(
    tender: Tender, lot: Lot | None, path: str, text: str, at: datetime
) -> list[TenderRequirement]:
    return [
        TenderRequirement(
            tender=tender,
            lot=lot,
            kind=found.kind,
            operator=operator_of(found.kind),
            amount=found.amount,
            found_amount=found.amount,
            unit=UNIT_OF.get(found.kind, ""),
            rating=found.rating,
            turnover_test=found.turnover_test,
            source_kind=SourceKind.QUOTE,
            source_path=path,
            quote=text[found.start : found.end],
            quote_start=found.start,
            quote_end=found.end,
            created_at=at,
        )
        for found in findings(text)
    ]


def _sign(row: TenderRequirement) -> tuple[object, ...]:
    """What tells one proposal from another: its words, and what was found in them.

    A person may change what was found; the kind and the words stay.
    """
    return (row.source_path, row.quote, row.quote_start, str(row.kind), row.found_amount)
