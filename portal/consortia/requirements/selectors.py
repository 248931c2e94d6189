"""Reads a tender's requirements for its page: what is decided, proposed, dropped and stated."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.consortia.constraints import confirmed_requirements
from portal.consortia.inputs import requirements_of
from portal.consortia.models import TenderRequirement
from portal.consortia.requirement_kinds import RequirementKind, RequirementState
from portal.consortia.requirements.deciding import initiators_of
from portal.consortia.requirements.wording import RequirementView, requirement_view
from portal.organisations.models import Organisation, ServiceType
from portal.tenders.models import Lot, Tender
from portal.users.models import User
from portal.users.roles import is_moderator


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
    """Whether the reader may add to it: they look for partners, and the tender is open."""
    own: str
    """For whom the reader decides, in words; empty for whoever may decide nothing."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads the list, and what they may decide."""

    organisations: dict[int, Organisation]
    is_moderator: bool
    is_open: bool

    @property
    def may_decide(self) -> bool:
        """Whether they may decide anything now."""
        return self.is_open and (self.is_moderator or bool(self.organisations))

    def view(self, row: TenderRequirement) -> RequirementView:
        """The requirement with who decided it; a name is a rival's own business."""
        is_own = row.decided_for_id in self.organisations
        is_free = row.state == RequirementState.PROPOSED or is_own or self.is_moderator
        return replace(
            requirement_view(row),
            decided=self._decided(row, is_own=is_own),
            can_change=self.may_decide and is_free,
        )

    def _decided(self, row: TenderRequirement, *, is_own: bool) -> str:
        if row.confirmed_at is None:
            return ""
        values = {"day": date_format(localtime(row.confirmed_at), "j F Y"), "name": row.decided_for}
        if row.decided_for is None:
            return _("Decided by a moderator on %(day)s.") % values
        if is_own or self.is_moderator:
            return _("Decided by %(name)s on %(day)s.") % values
        return (
            _(
                "Decided by another organisation that looks for partners, on %(day)s. Only it and"
                " moderators can change this."
            )
            % values
        )


def requirement_board(tender: Tender, *, reader: User, at: datetime) -> RequirementBoard:
    """The requirements of a tender by what people decided about them, as this person sees them."""
    own = initiators_of(reader, at=at)
    eyes = Reader(
        organisations={one.pk: one for one in own},
        is_moderator=is_moderator(reader),
        is_open=tender.is_open_to_competition_at(at),
    )
    confirmed = [eyes.view(row) for row in confirmed_requirements(tender)]
    return RequirementBoard(
        musts=[view for view in confirmed if view.requirement.is_hard],
        wishes=[view for view in confirmed if not view.requirement.is_hard],
        proposed=_in_state(tender, RequirementState.PROPOSED, eyes),
        dropped=_in_state(tender, RequirementState.DROPPED, eyes),
        stated=_stated(tender),
        can_change=eyes.may_decide,
        own=str(own[0]) if own else "",
    )


def _in_state(tender: Tender, state: RequirementState, eyes: Reader) -> list[RequirementView]:
    rows = TenderRequirement.objects.filter(tender=tender, state=state)
    return [
        eyes.view(row)
        for row in rows.select_related("lot", "service_type", "area", "decided_for").order_by(
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
        ).values_list("lot_id", "service_type_id")
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
