"""Whatever members do, in whatever order and however often: the workflow's promises hold."""

from collections import Counter
from typing import ClassVar

from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.consortia.enums import Answer, Authority, ConsentState, LegalForm, Outcome, Question
from portal.consortia.models import Consortium, ConsortiumProposal, Disclosure, Seat, Step
from portal.consortia.states import (
    BEFORE_THE_BID,
    OPEN_SEATS,
    OPEN_TEAMS,
    SEAT_MOVES,
    TEAM_MOVES,
    YES_SEATS,
    ForbiddenMoveError,
    SeatMove,
    SeatState,
    TeamMove,
    TeamState,
)
from portal.consortia.workspace.checklist import SAFE_ANSWERS, is_checklist_done
from portal.consortia.workspace.selectors import lead_of, newest_terms
from portal.consortia.workspace.services.agreeing import OtherVersionError
from portal.consortia.workspace.services.answering import AlreadyInTeamError
from portal.consortia.workspace.services.leaving import lapse
from portal.consortia.workspace.services.moving import NotTheHostError
from portal.consortia.workspace.services.suggesting import answer_suggestion
from portal.consortia.workspace.steps import STEPS
from portal.users.models import Notice
from tests.portal.consortia.workspace.team import SECTIONS, Team

REFUSALS = (ForbiddenMoveError, NotTheHostError, OtherVersionError, AlreadyInTeamError)
PAPERS = {TeamState.SIGNED, TeamState.AUTHORISED, TeamState.FORMED, TeamState.SUBMITTED}


def step_data(key: str, seat: Seat, text: str, answer: Answer) -> dict[str, object]:
    """What the form of a step gives, as somebody might fill it in."""
    terms = newest_terms(seat.consortium)
    signatory = {
        "full_name": "Ex Ample",
        "authority": Authority.DIRECTOR,
        "sha256": terms.sha256 if terms else "",
    }
    checklist = {**SAFE_ANSWERS, Question.STANDALONE: answer}
    return {
        "no": {"reason": text},
        "confidentiality": {"contact": text},
        "checklist": {question.value: value for question, value in checklist.items()},
        "reason": {"reason": text},
        "terms": {**SECTIONS, "purpose": text},
        "sign": signatory,
        "authorise": signatory,
        "legal-form": {"legal_form": LegalForm.LLP, "cqc_answer": text},
        "outcome": {"outcome": Outcome.WON},
        "lessons": {"lessons": text, "may_be_named": True},
        "hours": {"monthly_hours": 7, "may_be_shown": True},
        "minimum": {"monthly_hours": 3500},
    }.get(key, {})


KEYS = sorted(STEPS.keys() - {"continuity", "take-on", "give-up"})
ROAD = (
    "yes",
    "confidentiality",
    "invite",
    "accept",
    "checklist",
    "terms",
    "sign",
    "authorise",
    "legal-form",
    "bid",
)


class Workflow(RuleBasedStateMachine):
    """Histories of one run's two best proposals; each is rolled back."""

    proposals: ClassVar[list[ConsortiumProposal]] = []

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.teams = [Team(proposal) for proposal in self.proposals]
        self.clock = self.teams[0]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def seat_of(self, number: int) -> Seat | None:
        seats = list(Seat.objects.select_related("consortium").order_by("pk"))
        return seats[number % len(seats)] if seats else None

    def twice(self, act) -> bool:
        """Do it and do it again, as after a lost answer: the second call changes nothing."""
        for attempt in (1, 2):
            before = self.snapshot()
            try:
                with transaction.atomic():
                    act(self.clock.tick())
            except REFUSALS:
                assert self.snapshot() == before
                if attempt == 1:
                    return False
            assert attempt == 1 or self.snapshot() == before
        return True

    def snapshot(self):
        return (
            list(Seat.objects.order_by("pk").values_list("pk", "state", "place")),
            list(Consortium.objects.order_by("pk").values_list("pk", "state", "host")),
            Step.objects.count(),
            Notice.objects.count(),
            Disclosure.objects.count(),
        )

    @rule(rank=st.integers(0, 1), number=st.integers(0, 5), yes=st.booleans())
    def answer(self, rank, number, yes):
        members = list(self.teams[rank].proposal.members.order_by("pk"))
        member = members[number % len(members)]
        by = self.clock.person(member.organisation)
        consent = ConsentState.INTERESTED if yes else ConsentState.DECLINED
        self.twice(lambda at: answer_suggestion(member=member, consent=consent, by=by, at=at))

    @rule(
        number=st.integers(0, 11),
        key=st.sampled_from(KEYS),
        text=st.sampled_from(["one", "two"]),
        answer=st.sampled_from(Answer),
    )
    def step(self, number, key, text, answer):
        seat = self.seat_of(number)
        if seat is None:
            return
        by = self.clock.person(seat.organisation)
        data = step_data(key, seat, text, answer)
        was_open = seat.state in OPEN_SEATS and seat.consortium.state in BEFORE_THE_BID
        if self.twice(lambda at: STEPS[key].act(seat, data, by, at)) and key == "no":
            self.solves_again(seat, was_open=was_open)

    def everybody(self, number, key):
        seat = self.seat_of(number)
        for other in list(seat.consortium.seats.order_by("pk")) if seat else []:
            other.consortium.refresh_from_db()
            by = self.clock.person(other.organisation)
            data = step_data(key, other, "one", Answer.NO)
            self.twice(lambda at, o=other, b=by, d=data: STEPS[key].act(o, d, b, at))

    @rule(number=st.integers(0, 11), last=st.integers(1, len(ROAD)))
    def everybody_goes_on(self, number, last):
        for key in ROAD[:last]:
            self.everybody(number, key)
            self.clock.complete()

    @rule(number=st.integers(0, 11))
    def lapses(self, number):
        seat = self.seat_of(number)
        if seat is not None:
            was_open = seat.state in OPEN_SEATS and seat.consortium.state in BEFORE_THE_BID
            if self.twice(lambda at: lapse(seat=seat, at=at)):
                self.solves_again(seat, was_open=was_open)

    @rule()
    def work_in_the_background(self):
        self.clock.complete()
        assert not Consortium.objects.filter(team_wanted_at__isnull=False).exists()

    def solves_again(self, seat, *, was_open):
        """An exit asks for a new team, unless nobody is left."""
        consortium = Consortium.objects.get(pk=seat.consortium_id)
        if was_open:
            assert (consortium.team_wanted_at is None) == (consortium.state == TeamState.ENDED)

    @invariant()
    def says_how_far_it_came(self):
        for state in Consortium.objects.values_list("state", flat=True):
            event(f"a team was {state}")

    @invariant()
    def every_step_is_in_the_tables(self):
        for step in Step.objects.all():
            table, moves = (SEAT_MOVES, SeatMove) if step.seat_id else (TEAM_MOVES, TeamMove)
            path = table[moves(step.move)]
            assert step.came_from in path.sources or not step.came_from
            assert step.led_to == path.target

    @invariant()
    def steps_follow_each_other(self):
        for seat in Seat.objects.prefetch_related("steps"):
            steps = sorted(seat.steps.all(), key=lambda step: step.pk)
            ends = [step.led_to for step in steps]
            assert [step.came_from for step in steps] == ["", *ends[:-1]]
            assert ends[-1] == seat.state

    @invariant()
    def nobody_is_invited_twice(self):
        invited = Step.objects.filter(move__in=["invite", "host"]).values_list("seat")
        assert all(times == 1 for times in Counter(invited).values())

    @invariant()
    def nobody_is_in_two_teams(self):
        seats = Seat.objects.filter(state__in=YES_SEATS, consortium__state__in=OPEN_TEAMS)
        assert all(times == 1 for times in Counter(seats.values_list("organisation")).values())

    @invariant()
    def names_are_told_among_those_who_said_yes(self):
        for row in Disclosure.objects.all():
            for side in (row.discloser_id, row.recipient_id):
                yes = Step.objects.filter(
                    consortium=row.consortium_id, seat__organisation=side, move="say-yes"
                )
                assert yes.filter(made_at__lte=row.told_at).exists()

    @invariant()
    def a_team_past_its_quorum_is_whole(self):
        together = [*BEFORE_THE_BID[1:], TeamState.SUBMITTED]
        for consortium in Consortium.objects.filter(state__in=together):
            states = consortium.seats.filter(state__in=OPEN_SEATS).values_list("state")
            assert len(states) > 1
            assert set(states) == {(SeatState.ACCEPTED,)}
            if consortium.state != TeamState.QUORUM:
                assert_agreed(consortium)


def assert_agreed(consortium: Consortium) -> None:
    """Every paper that the state speaks of is there, of each member and since the quorum."""
    members = consortium.seats.filter(state=SeatState.ACCEPTED).count()
    if consortium.state == TeamState.CHECKED:
        assert is_checklist_done(consortium)
    if consortium.state in PAPERS:
        terms = newest_terms(consortium)
        assert terms.signatures.count() == members
        if consortium.state != TeamState.SIGNED:
            assert terms.authorisations.exclude(seat=lead_of(consortium)).count() == members - 1


class TestTheWorkflow:
    def test_keeps_its_promises_in_every_history(self, proposal):
        Workflow.proposals = list(proposal.run.proposals.order_by("rank")[:2])
        run_state_machine_as_test(
            Workflow,
            settings=settings(
                max_examples=20,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
