"""Writes the disclosure log: what each member's yes let the others read."""

from collections.abc import Collection
from datetime import datetime
from itertools import permutations

from django.db import transaction

from portal.consortia.enums import DisclosedFact
from portal.consortia.models import Consortium, Disclosure, Seat
from portal.consortia.states import BOUND_SEATS, NAMED_SEATS, OPEN_TEAMS
from portal.organisations.declaring.selectors import facts_shown
from portal.organisations.models import Organisation
from portal.organisations.models.opt_in import ShareStage

STAGE_OF = {
    DisclosedFact.NAME: ShareStage.INTRODUCED,
    DisclosedFact.CONTACT: ShareStage.BOUND,
}
"""What is told at which stage of a team."""


@transaction.atomic
def disclose_to_each_other(
    *, consortium: Consortium, seats: Collection[Seat], fact: DisclosedFact, at: datetime
) -> None:
    """Log that each of these seats may now read the fact of every other; once for each pair.

    With the name, and with the contact, go the facts that an organisation lets partners read from
    that stage on. What it allows later is told when it allows it, by the next function.
    """
    told = {seat.pk: [fact, *_allowed(seat, fact, at)] for seat in seats}
    Disclosure.objects.bulk_create(
        (
            Disclosure(
                consortium=consortium,
                discloser_id=discloser.organisation_id,
                recipient_id=recipient.organisation_id,
                fact=one,
                told_at=at,
            )
            for discloser, recipient in permutations(seats, 2)
            for one in told[discloser.pk]
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def disclose_what_is_allowed_now(*, organisation: Organisation, at: datetime) -> None:
    """Log that partners who know the organisation may read what it allows at their stage by now."""
    seats = Seat.objects.filter(
        organisation=organisation, state__in=NAMED_SEATS, consortium__state__in=OPEN_TEAMS
    )
    for seat in seats.select_related("consortium__tender", "organisation"):
        partners = seat.consortium.seats.filter(state__in=NAMED_SEATS).exclude(pk=seat.pk)
        Disclosure.objects.bulk_create(
            (
                Disclosure(
                    consortium=seat.consortium,
                    discloser=organisation,
                    recipient_id=partner.organisation_id,
                    fact=fact,
                    told_at=at,
                )
                for partner in partners
                for fact in _allowed(seat, _reached(seat, partner), at)
            ),
            ignore_conflicts=True,
        )


def _reached(seat: Seat, partner: Seat) -> DisclosedFact:
    """What both told each other last."""
    are_bound = seat.state in BOUND_SEATS and partner.state in BOUND_SEATS
    return DisclosedFact.CONTACT if are_bound else DisclosedFact.NAME


def _allowed(seat: Seat, fact: DisclosedFact, at: datetime) -> list[DisclosedFact]:
    stage = STAGE_OF.get(fact)
    if stage is None:
        return []
    ocid = seat.consortium.tender.ocid
    return [DisclosedFact(one) for one in facts_shown(seat.organisation, stage, ocid=ocid, at=at)]
