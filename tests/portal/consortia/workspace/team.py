"""Walks a consortium through its workflow with the real services, one step a call."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.consortia.enums import Answer, Authority, LegalForm, Question
from portal.consortia.models import Consortium, ConsortiumProposal, Seat
from portal.consortia.states import NAMED_SEATS, SeatState
from portal.consortia.workspace.checklist import SAFE_ANSWERS
from portal.consortia.workspace.selectors import lead_of, newest_terms
from portal.consortia.workspace.services.agreeing import (
    Signatory,
    authorise_lead,
    sign_terms,
    write_terms,
)
from portal.consortia.workspace.services.answering import say_yes, say_yes_to_proposal
from portal.consortia.workspace.services.bidding import choose_form, record_bid
from portal.consortia.workspace.services.checking import answer_checklist
from portal.consortia.workspace.services.completing import complete_next_team
from portal.consortia.workspace.services.inviting import (
    accept_confidentiality,
    accept_invitation,
    invite_partners,
)
from portal.organisations.models import Membership, Organisation
from portal.users.models import User
from tests.factories.consortia import member_of

SECTIONS = {"purpose": "Help at home in three boroughs.", "parts": "Each gives what it declares."}


class Team:
    """The members of one proposal on their way; time goes on with every step."""

    def __init__(self, proposal: ConsortiumProposal) -> None:
        self.proposal = proposal
        self.at = timezone.now()

    @property
    def consortium(self) -> Consortium:
        return Consortium.objects.get(proposal=self.proposal)

    def seats(self, *states: SeatState) -> list[Seat]:
        found = self.consortium.seats.order_by("pk")
        return list(found.filter(state__in=states) if states else found)

    def seat(self, slug: str) -> Seat:
        return self.consortium.seats.get(organisation__slug=slug)

    @property
    def host_seat(self) -> Seat:
        return self.consortium.seats.get(organisation=self.consortium.host)

    def person(self, organisation: Organisation) -> User:
        """Somebody who acts for it, always the same."""
        known = Membership.objects.filter(organisation=organisation).order_by("pk").first()
        return known.user if known else member_of(organisation.slug)

    def tick(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def open(self, slug: str = "example-marigold-home-care") -> Consortium:
        member = self.proposal.members.get(organisation__slug=slug)
        by = self.person(member.organisation)
        return say_yes_to_proposal(member=member, by=by, at=self.tick()).consortium

    def all_say_yes(self) -> None:
        for seat in self.seats(SeatState.SUGGESTED):
            say_yes(seat=seat, by=self.person(seat.organisation), at=self.tick())

    def all_are_bound(self) -> None:
        for seat in self.seats(SeatState.INTRODUCED):
            by = self.person(seat.organisation)
            contact = f"Example contact of {seat.organisation.slug}"
            accept_confidentiality(seat=seat, contact=contact, by=by, at=self.tick())

    def invite(self) -> None:
        host = self.host_seat
        invite_partners(seat=host, by=self.person(host.organisation), at=self.tick())

    def all_accept(self) -> None:
        for seat in self.seats(SeatState.INVITED):
            accept_invitation(seat=seat, by=self.person(seat.organisation), at=self.tick())

    def complete(self) -> None:
        while complete_next_team(at=self.tick()):
            pass

    def to_quorum(self) -> Consortium:
        if not Consortium.objects.filter(proposal=self.proposal).exists():
            self.open()
        while self.seats(SeatState.SUGGESTED, *NAMED_SEATS[:-1]):
            self.all_say_yes()
            self.all_are_bound()
            self.invite()
            self.all_accept()
            self.complete()
        return self.consortium

    def all_check(self, standalone: Answer = Answer.NO) -> None:
        answers = {**SAFE_ANSWERS, Question.STANDALONE: standalone}
        for seat in self.seats(SeatState.ACCEPTED):
            by = self.person(seat.organisation)
            answer_checklist(seat=seat, answers=answers, by=by, at=self.tick())

    def write(self, **sections: str) -> None:
        host = self.host_seat
        by = self.person(host.organisation)
        write_terms(seat=host, sections={**SECTIONS, **sections}, by=by, at=self.tick())

    def signatory(self) -> Signatory:
        terms = newest_terms(self.consortium)
        sha256 = terms.sha256 if terms else ""
        return Signatory(full_name="Ex Ample", authority=Authority.DIRECTOR, sha256=sha256)

    def all_sign(self) -> None:
        for seat in self.seats(SeatState.ACCEPTED):
            by = self.person(seat.organisation)
            sign_terms(seat=seat, signatory=self.signatory(), by=by, at=self.tick())

    def all_authorise(self) -> None:
        lead = lead_of(self.consortium)
        for seat in self.seats(SeatState.ACCEPTED):
            if seat.pk != lead.pk:
                by = self.person(seat.organisation)
                authorise_lead(seat=seat, signatory=self.signatory(), by=by, at=self.tick())

    def to_bid(self) -> Consortium:
        self.to_quorum()
        self.all_check()
        self.write()
        self.all_sign()
        self.all_authorise()
        host, by = self.host_seat, self.person(self.consortium.host)
        form = LegalForm.CONTRACT
        choose_form(
            seat=host, legal_form=form, cqc_answer="Each for its own.", by=by, at=self.tick()
        )
        record_bid(seat=host, by=by, at=self.tick())
        return self.consortium
