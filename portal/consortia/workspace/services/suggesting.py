"""Keeps what an organisation says to a suggestion, and opens or answers its consortium."""

from datetime import datetime

from django.db import transaction

from portal.consortia.enums import ConsentState
from portal.consortia.models import ProposedMember, Seat
from portal.consortia.states import BEFORE_THE_BID, OPEN_SEATS
from portal.consortia.workspace.services.answering import say_yes_to_proposal
from portal.consortia.workspace.services.leaving import decline
from portal.users.models import User


@transaction.atomic
def answer_suggestion(
    *, member: ProposedMember, consent: ConsentState, by: User, at: datetime
) -> Seat | None:
    """Keep the answer; a yes opens the consortium or joins it, a no frees the place in it.

    Raises:
        ValueError: “suggested” is no answer.
        NotOpenError: a yes to a tender for which nobody can bid any more.
        AlreadyInTeamError: a yes of an organisation in another team for the tender.
        ForbiddenMoveError: the team went on without the organisation, or it is in already.
    """
    if consent is ConsentState.SUGGESTED:
        raise ValueError(consent)
    member.consent, member.answered_at = consent, at
    member.save(update_fields=["consent", "answered_at"])
    if consent is ConsentState.INTERESTED:
        return say_yes_to_proposal(member=member, by=by, at=at)
    seat = Seat.objects.filter(
        organisation=member.organisation_id,
        consortium__proposal=member.proposal_id,
        consortium__state__in=BEFORE_THE_BID,
        state__in=OPEN_SEATS,
    ).first()
    return decline(seat=seat, by=by, at=at) if seat is not None else None
