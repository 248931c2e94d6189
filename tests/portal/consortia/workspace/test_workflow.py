"""The way of a consortium from the first yes to the bid, and what each exit does to it."""

import pytest

from portal.consortia.enums import Answer, Authority, DisclosedFact, LegalForm, Outcome
from portal.consortia.models import Consortium, Disclosure, MatchRun, ProposedMember, Seat
from portal.consortia.services.requesting import NotOpenError
from portal.consortia.states import (
    OPEN_SEATS,
    YES_SEATS,
    ForbiddenMoveError,
    SeatState,
    TeamState,
)
from portal.consortia.workspace.services.agreeing import OtherVersionError, Signatory, sign_terms
from portal.consortia.workspace.services.answering import AlreadyInTeamError, say_yes_to_proposal
from portal.consortia.workspace.services.bidding import (
    choose_form,
    record_lessons,
    record_outcome,
)
from portal.consortia.workspace.services.checking import give_reason
from portal.consortia.workspace.services.inviting import invite_partners
from portal.consortia.workspace.services.leaving import decline, give_up, leave
from portal.consortia.workspace.services.moving import NotTheHostError
from portal.consortia.workspace.services.seating import go_on_as_we_are
from portal.consortia.workspace.services.sweeping import sweep_seats
from portal.organisations.models import MatchingProfile
from portal.tenders.models import Tender
from portal.users.models import Notice

LARKSPUR = "example-larkspur-care-co-operative"


class TestTheFirstYes:
    def test_asks_the_others_without_a_name(self, team):
        others = [member.organisation for member in team.proposal.members.all()]
        people = {team.person(organisation).pk for organisation in others}

        team.open()

        told = Notice.objects.all()
        host = team.person(team.consortium.host).pk
        assert {notice.person_id for notice in told} == people - {host}
        assert not any(item.name in notice.text for item in others for notice in told)

    def test_tells_nobody_a_name(self, team):
        team.open()

        assert team.host_seat.state == SeatState.INTERESTED
        assert not Disclosure.objects.exists()

    def test_is_refused_to_who_is_in_another_team(self, team):
        team.open()
        other = team.proposal.run.proposals.filter(
            rank__gt=1, members__organisation=team.consortium.host
        ).first()
        assert other is not None
        member = other.members.get(organisation=team.consortium.host)

        with pytest.raises(AlreadyInTeamError):
            say_yes_to_proposal(member=member, by=team.person(member.organisation), at=team.tick())

        assert Consortium.objects.count() == 1

    def test_is_refused_once_the_tender_is_closed(self, team, covered_tender):
        Tender.objects.filter(pk=covered_tender.pk).update(tender_period_end_at=team.at)

        with pytest.raises(NotOpenError):
            team.open()

        assert not Consortium.objects.exists()


class TestTheSecondYes:
    def test_introduces_both_and_logs_what_each_told(self, team):
        team.open()
        team.open(LARKSPUR)

        introduced = team.seats(SeatState.INTRODUCED)
        assert len(introduced) == 2
        told = Disclosure.objects.filter(fact=DisclosedFact.NAME)
        assert {(row.discloser_id, row.recipient_id) for row in told} == {
            (one.organisation_id, other.organisation_id)
            for one in introduced
            for other in introduced
            if one != other
        }


class TestTheWholeWay:
    def test_ends_with_a_bid_its_outcome_and_lessons(self, team):
        consortium = team.to_bid()
        by = team.person(consortium.host)

        record_outcome(seat=team.host_seat, outcome=Outcome.LOST, by=by, at=team.tick())
        record_lessons(
            seat=team.host_seat,
            lessons="Start earlier.",
            may_be_named=False,
            by=by,
            at=team.tick(),
        )

        states = consortium.steps.filter(seat=None).order_by("pk").values_list("led_to", flat=True)
        assert list(states) == [
            "quorum",
            "checked",
            "drafted",
            "signed",
            "authorised",
            "formed",
            "submitted",
            "decided",
            "learned",
        ]

    def test_records_who_made_each_step(self, team):
        team.to_bid()

        by_people = team.consortium.steps.exclude(move__in=["ask", "introduce", "meet-quorum"])
        assert not by_people.filter(made_by=None).exists()


class TestChecklist:
    def test_holds_the_team_while_somebody_could_bid_alone(self, team):
        team.to_quorum()
        team.all_check(standalone=Answer.UNSURE)
        assert team.consortium.state == TeamState.QUORUM

        by = team.person(team.consortium.host)
        give_reason(seat=team.host_seat, reason="One way in.", by=by, at=team.tick())

        assert team.consortium.state == TeamState.CHECKED


class TestSigning:
    def test_of_an_older_version_is_refused(self, team):
        team.to_quorum()
        team.all_check()
        team.write()
        old = team.signatory()
        team.write(purpose="Something else.")

        with pytest.raises(OtherVersionError):
            sign_terms(
                seat=team.host_seat,
                signatory=old,
                by=team.person(team.consortium.host),
                at=team.tick(),
            )

    def test_starts_again_with_a_new_version(self, team):
        team.to_quorum()
        team.all_check()
        team.write()
        team.all_sign()
        assert team.consortium.state == TeamState.SIGNED

        team.write(purpose="Something else.")

        assert team.consortium.state == TeamState.DRAFTED

    def test_needs_the_text_that_was_read(self, team):
        team.to_quorum()
        team.all_check()
        team.write()
        wrong = Signatory(full_name="Ex Ample", authority=Authority.DIRECTOR, sha256="0" * 64)

        with pytest.raises(OtherVersionError):
            sign_terms(
                seat=team.host_seat,
                signatory=wrong,
                by=team.person(team.consortium.host),
                at=team.tick(),
            )


class TestAnExit:
    def test_keeps_those_who_said_yes_and_asks_another_in_its_place(self, team):
        team.open()
        team.open(LARKSPUR)
        gone = team.seat("example-foxglove-transport")

        decline(seat=gone, by=team.person(gone.organisation), at=team.tick(), reason="Too far.")
        team.complete()

        assert {seat.organisation.slug for seat in team.seats(*YES_SEATS)} == {
            "example-marigold-home-care",
            LARKSPUR,
        }
        run = MatchRun.objects.get(consortium=team.consortium)
        members = set(run.proposals.get().members.values_list("organisation_id", flat=True))
        assert gone.organisation_id not in members
        assert {seat.organisation_id for seat in team.seats(*OPEN_SEATS)} == members

    def test_after_the_signatures_opens_the_team_again(self, team):
        team.to_quorum()
        team.all_check()
        team.write()
        team.all_sign()
        gone = team.seat("example-foxglove-transport")

        leave(seat=gone, by=team.person(gone.organisation), at=team.tick())

        assert team.consortium.state == TeamState.GATHERING
        assert team.consortium.team_wanted_at is not None
        team.complete()
        again = team.to_quorum()
        assert again.state == TeamState.QUORUM
        assert again.counts_from() > again.terms.get().written_at

    def test_of_the_host_hands_the_inviting_on(self, team):
        team.open()
        team.open(LARKSPUR)
        host = team.host_seat

        decline(seat=host, by=team.person(host.organisation), at=team.tick())

        assert team.consortium.host.slug == LARKSPUR

    def test_of_the_last_one_ends_it(self, team):
        team.open()
        host = team.host_seat

        decline(seat=host, by=team.person(host.organisation), at=team.tick())

        assert team.consortium.state == TeamState.ENDED
        assert not team.seats(*OPEN_SEATS)

    def test_tells_nobody_who_did_not_know_the_one_that_left(self, team):
        team.open()
        before = Notice.objects.filter(person=team.person(team.consortium.host)).count()
        gone = team.seat("example-foxglove-transport")

        decline(seat=gone, by=team.person(gone.organisation), at=team.tick())

        host = team.person(team.consortium.host)
        assert Notice.objects.filter(person=host).count() == before

    def test_comes_too_late_once_the_bid_is_sent_in(self, team):
        team.to_bid()
        gone = team.seat(LARKSPUR)

        with pytest.raises(ForbiddenMoveError):
            leave(seat=gone, by=team.person(gone.organisation), at=team.tick())


class TestSweepSeats:
    def test_frees_the_place_of_who_withdrew_from_matching(self, team):
        team.open()
        team.open(LARKSPUR)
        profile = MatchingProfile.objects.filter(organisation__slug=LARKSPUR)
        profile.update(withdrawn_at=team.tick())

        assert sweep_seats(at=team.tick()) == 1
        team.complete()

        assert team.seat(LARKSPUR).state == SeatState.DECLINED
        runs = MatchRun.objects.filter(consortium=team.consortium)
        assert not runs.filter(proposals__members__organisation__slug=LARKSPUR).exists()

    def test_frees_the_place_of_who_did_not_answer_in_time(self, team):
        team.open()
        Seat.objects.filter(state=SeatState.SUGGESTED).update(answer_by=team.at)

        assert sweep_seats(at=team.tick()) == 3

        assert len(team.seats(SeatState.LAPSED)) == 3

    def test_frees_the_place_of_who_chose_another_team(self, team):
        team.open()
        others = ProposedMember.objects.filter(proposal__rank__gt=1)
        rival = others.filter(organisation__slug=LARKSPUR).first()
        say_yes_to_proposal(member=rival, by=team.person(rival.organisation), at=team.tick())

        sweep_seats(at=team.tick())

        assert team.seat(LARKSPUR).state == SeatState.DECLINED


class TestTheHost:
    def test_alone_invites_gives_up_and_goes_on(self, team):
        team.open()
        team.open(LARKSPUR)
        guest = team.seat(LARKSPUR)
        by = team.person(guest.organisation)

        for act in (invite_partners, give_up, go_on_as_we_are):
            with pytest.raises(NotTheHostError):
                act(seat=guest, by=by, at=team.tick())

    def test_may_go_on_without_those_who_did_not_answer(self, team):
        team.open()
        team.open(LARKSPUR)
        team.all_are_bound()
        team.invite()
        team.all_accept()

        by = team.person(team.consortium.host)
        go_on_as_we_are(seat=team.host_seat, by=by, at=team.tick())

        assert team.consortium.state == TeamState.QUORUM
        assert len(team.seats(*OPEN_SEATS)) == 2

    def test_may_give_up(self, team):
        team.open()

        give_up(seat=team.host_seat, by=team.person(team.consortium.host), at=team.tick())

        assert team.consortium.state == TeamState.ENDED


class TestChooseForm:
    def test_waits_for_the_authority_of_the_lead(self, team):
        team.to_quorum()

        with pytest.raises(ForbiddenMoveError):
            choose_form(
                seat=team.host_seat,
                legal_form=LegalForm.LLP,
                cqc_answer="Each.",
                by=team.person(team.consortium.host),
                at=team.tick(),
            )

        assert team.consortium.legal_form == ""
