"""Solving and storing a matching."""

from django.utils import timezone

from portal.consortia.enums import ConsentState, RunState, SolverStatus
from portal.consortia.matching.team import Team
from portal.consortia.material import shown_of
from portal.consortia.models import CoveredService, MatchRun, ProposedMember
from portal.consortia.runs import latest_run
from portal.consortia.services import solving
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.organisations.models import CapacityOffer


def solved(tender):
    at = timezone.now()
    return solve_run(run=request_match(tender=tender, requested_by=None, at=at), at=at)


def slugs(proposal):
    return {member.organisation.slug for member in proposal.members.all()}


class TestSolveRun:
    def test_finds_the_team_that_covers_every_lot_and_proves_it_best(self, covered_tender):
        run = solved(covered_tender)

        assert run.solver_status == SolverStatus.OPTIMAL
        assert slugs(run.proposals.get(rank=1)) == {
            "example-marigold-home-care",
            "example-larkspur-care-co-operative",
            "example-bramble-day-services",
            "example-foxglove-transport",
        }
        assert not run.proposals.get(rank=1).gaps.exists()

    def test_covers_each_requirement_exactly_once(self, covered_tender):
        run = solved(covered_tender)

        rows = CoveredService.objects.filter(
            member__proposal=run.proposals.get(rank=1), is_backup=False
        )
        covered = [(row.lot_id, row.service_type_id, row.area_id) for row in rows]
        assert len(covered) == len(set(covered)) == 7

    def test_names_the_gap_that_nobody_can_fill(self, gap_tender):
        run = solved(gap_tender)

        gap = run.proposals.get(rank=1).gaps.get()
        assert gap.service_type.slug == "home-care"
        assert gap.area.slug == "bolton"
        assert gap.nobody_can

    def test_gives_alternatives_that_differ_by_two_members(self, covered_tender):
        run = solved(covered_tender)

        best, *others = [slugs(proposal) for proposal in run.proposals.order_by("rank")]
        assert others
        assert all(len(best - other) >= 2 for other in others)

    def test_gives_the_same_answer_to_the_same_inputs(self, covered_tender):
        first = solved(covered_tender)
        team, inputs = slugs(first.proposals.get(rank=1)), first.inputs_sha256
        first.delete()
        second = solved(covered_tender)

        assert second.inputs_sha256 == inputs
        assert slugs(second.proposals.get(rank=1)) == team

    def test_forgets_that_it_was_asked_in_vain(self, covered_tender, monkeypatch):
        known = solved(covered_tender)
        monkeypatch.setattr(solving, "solve", None)

        assert solved(covered_tender) == known
        assert MatchRun.objects.filter(tender=covered_tender).count() == 1

    def test_keeps_the_answers_where_other_facts_give_the_same_team(self, covered_tender):
        known = solved(covered_tender)
        shown = [shown_of(proposal) for proposal in known.proposals.order_by("rank")]
        addresses = set(ProposedMember.objects.values_list("public_id", flat=True))
        known.proposals.get(rank=1).members.update(
            consent=ConsentState.DECLINED, answered_at=timezone.now()
        )
        CapacityOffer.objects.update(weekly_hours=4321)

        assert solved(covered_tender) == known
        assert latest_run(covered_tender) == known
        assert [shown_of(proposal) for proposal in known.proposals.order_by("rank")] == shown
        assert set(ProposedMember.objects.values_list("public_id", flat=True)) == addresses
        # What was asked counts for the limit, although its team is the known one's.
        asked = MatchRun.objects.get(tender=covered_tender, state=RunState.SAME)
        assert not asked.proposals.exists()

    def test_does_nothing_a_second_time(self, covered_tender):
        run = solved(covered_tender)
        members = ProposedMember.objects.count()

        solve_run(run=run, at=timezone.now())

        assert ProposedMember.objects.count() == members

    def test_closes_a_run_whose_notice_names_no_declared_service(self, covered_tender):
        for lot in covered_tender.lots.all():
            lot.classifications.all().delete()

        run = solved(covered_tender)

        assert run.state == RunState.NOTHING_TO_MATCH
        assert not run.proposals.exists()

    def test_stores_nothing_when_a_team_breaks_a_rule(self, covered_tender, monkeypatch):
        honest = solving.solve

        def tampered(problem, **options):
            result = honest(problem, **options)
            team = result.best.team
            others = {item.key for item in problem.providers} - team.members
            wrong = Team(**{**vars(team), "members": team.members | {min(others)}})
            object.__setattr__(result.best, "team", wrong)
            return result

        monkeypatch.setattr(solving, "solve", tampered)

        run = solved(covered_tender)

        assert run.state == RunState.FAILED
        assert not ProposedMember.objects.exists()
