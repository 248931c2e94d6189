"""A team of the examples that bids together, as far as heads of terms that nobody has signed."""

from datetime import datetime
from typing import Any

from home.example_network.occasion import Occasion, example_organisation
from portal.consortia.models import Consortium, ConsortiumProposal, Seat
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.consortia.workspace.checklist import SAFE_ANSWERS
from portal.consortia.workspace.services.agreeing import write_terms
from portal.consortia.workspace.services.answering import say_yes, say_yes_to_proposal
from portal.consortia.workspace.services.checking import answer_checklist
from portal.consortia.workspace.services.completing import complete_next_team
from portal.consortia.workspace.services.inviting import (
    accept_confidentiality,
    accept_invitation,
    invite_partners,
)
from portal.consortia.workspace.services.sharing import pledge_hours, set_minimum
from portal.organisations.models import Organisation
from portal.tenders.models import Tender


def load_consortium(row: dict[str, Any], occasion: Occasion) -> bool:
    """Lead the best team of a tender to its heads of terms, unless it is another team by now."""
    tender = Tender.objects.get(ocid=row["tender"])
    members = {example_organisation(said["organisation"]): said for said in row["members"]}
    if Consortium.objects.filter(tender=tender).exists():
        return False
    best = _best_team(tender, at=occasion.at)
    if best is None or {place.organisation for place in best.members.all()} != set(members):
        return False
    consortium = _gather(best, row["host"], members, occasion)
    _prepare(consortium, row, members, occasion)
    return True


def _best_team(tender: Tender, *, at: datetime) -> ConsortiumProposal | None:
    run = solve_run(run=request_match(tender=tender, requested_by=None, at=at), at=at)
    best: ConsortiumProposal | None = run.proposals.filter(rank=1).first()
    return best


def _gather(
    best: ConsortiumProposal,
    host: str,
    members: dict[Organisation, dict[str, Any]],
    occasion: Occasion,
) -> Consortium:
    """Everybody says yes, is introduced, keeps it to themselves and is in."""
    at = occasion.at
    place = best.members.get(organisation__slug=host)
    opener = occasion.person(members[place.organisation]["by"])
    seat = say_yes_to_proposal(member=place, by=opener, at=at)
    consortium = seat.consortium
    for other, said in _seats(consortium, members):
        say_yes(seat=other, by=occasion.person(said["by"]), at=at)
    for other, said in _seats(consortium, members):
        by = occasion.person(said["by"])
        accept_confidentiality(seat=other, contact=said["contact"], by=by, at=at)
    invite_partners(seat=seat, by=opener, at=at)
    for other, said in _seats(consortium, members):
        accept_invitation(seat=other, by=occasion.person(said["by"]), at=at)
    complete_next_team(at=at)
    return consortium


def _prepare(
    consortium: Consortium,
    row: dict[str, Any],
    members: dict[Organisation, dict[str, Any]],
    occasion: Occasion,
) -> None:
    """Hours are pledged, the checklist is answered, and one member writes the terms."""
    at = occasion.at
    for seat, said in _seats(consortium, members):
        by = occasion.person(said["by"])
        if seat.is_host:
            set_minimum(seat=seat, monthly_hours=row["minimum_monthly_hours"], at=at)
        pledge_hours(seat=seat, monthly_hours=said["monthly_hours"], may_be_shown=True, at=at)
        answer_checklist(seat=seat, answers=SAFE_ANSWERS, by=by, at=at)
    writer = consortium.seats.get(organisation__slug=row["terms_by"])
    by = occasion.person(members[writer.organisation]["by"])
    write_terms(seat=writer, sections=row["terms"], by=by, at=at)


def _seats(
    consortium: Consortium, members: dict[Organisation, dict[str, Any]]
) -> list[tuple[Seat, dict[str, Any]]]:
    """Each place as it is now, with what is said of who takes it."""
    seats = consortium.seats.select_related("organisation", "consortium").order_by("pk")
    return [(seat, members[seat.organisation]) for seat in seats]
