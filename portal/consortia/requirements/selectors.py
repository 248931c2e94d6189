"""Reads a tender's requirements for its page: what is decided, proposed, dropped and stated."""

from dataclasses import dataclass
from datetime import datetime

from portal.consortia.constraints import confirmed_requirements
from portal.consortia.inputs import requirements_of
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementKind, RequirementState, SourceKind
from portal.consortia.requirements.wording import RequirementView, requirement_view
from portal.consortia.services.requesting import is_open_at
from portal.organisations.models import ServiceType
from portal.tenders.models import Lot, Tender


@dataclass(frozen=True, kw_only=True)
class StatedService:
    """A service that a lot's codes ask for."""

    lot: Lot
    service_type: ServiceType


@dataclass(frozen=True, kw_only=True)
class RequirementBoard:
    """Everything about what a tender asks for."""

    musts: list[RequirementView]
    wishes: list[RequirementView]
    proposed: list[RequirementView]
    dropped: list[RequirementView]
    stated: list[StatedService]
    can_change: bool


def requirement_board(tender: Tender, *, at: datetime) -> RequirementBoard:
    """The requirements of a tender by what people decided about them."""
    confirmed = [requirement_view(row) for row in confirmed_requirements(tender)]
    return RequirementBoard(
        musts=[view for view in confirmed if view.requirement.is_hard],
        wishes=[view for view in confirmed if not view.requirement.is_hard],
        proposed=_in_state(tender, RequirementState.PROPOSED),
        dropped=_in_state(tender, RequirementState.DROPPED),
        stated=_stated(tender),
        can_change=is_open_at(tender, at),
    )


def _in_state(tender: Tender, state: RequirementState) -> list[RequirementView]:
    rows = TenderRequirement.objects.filter(tender=tender, state=state)
    return [
        requirement_view(row)
        for row in rows.select_related("lot", "service_type", "area").order_by(
            "source_path", "quote_start", "pk"
        )
    ]


def _stated(tender: Tender) -> list[StatedService]:
    """Services of the notice's own codes; those that people added are among the musts."""
    added = set(
        TenderRequirement.objects.filter(
            tender=tender,
            kind=RequirementKind.CAPABILITY,
            state=RequirementState.CONFIRMED,
        )
        .exclude(source_kind=SourceKind.FIELD)
        .values_list("lot_id", "service_type_id")
    )
    pairs = {
        (item.lot.pk, item.service_type.pk): StatedService(
            lot=item.lot, service_type=item.service_type
        )
        for item in requirements_of(tender)
    }
    return [
        item
        for (lot_id, service_id), item in pairs.items()
        if not {(lot_id, service_id), (None, service_id)} & added
    ]
