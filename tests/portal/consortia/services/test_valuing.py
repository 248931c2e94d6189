"""What the best team would lose without a member: each claim against a solve of its own."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consortia.enums import Loss
from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.matching.solve import solve
from portal.consortia.models import LostPart, MatchRun, ProposedMember
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.consortia.services.valuing import value_members
from portal.organisations.models import MatchingProfile
from portal.users.roles import Role
from tests.factories.consortia import member_of
from tests.factories.requirements import TenderRequirementFactory
from tests.factories.users import UserFactory

MARIGOLD = "example-marigold-home-care"


def solved(tender):
    MatchRun.objects.all().delete()
    at = timezone.now()
    return solve_run(run=request_match(tender=tender, requested_by=None, at=at), at=at)


def members_of(run):
    return ProposedMember.objects.filter(proposal__run=run, proposal__rank=1)


def claimed(member):
    return {
        (part.kind, part.service_type_id, part.area_id, part.hours)
        for part in member.lost_parts.all()
    }


def gaps(tender, team):
    cells = {item.key: item for item in requirements_of(tender)}
    return {
        (
            gap.kind.value,
            cells[gap.cell].service_type.pk if gap.cell else None,
            cells[gap.cell].area.pk if gap.cell else None,
            gap.hours,
        )
        for gap in team.gaps
    }


class TestValueMembers:
    @pytest.mark.parametrize("name", ["covered_tender", "gap_tender"])
    def test_claims_what_a_solve_without_the_member_loses(self, request, name):
        tender = request.getfixturevalue(name)
        TenderRequirementFactory(
            tender=tender, amount=150, state="confirmed", confirmed_at=timezone.now()
        )
        run = solved(tender)
        assert value_members(at=timezone.now())

        problem = problem_for(tender, requirements_of(tender), at=timezone.now())
        best = solve(problem, alternatives=0).best
        for member in members_of(run):
            others = tuple(
                item for item in problem.providers if item.key != str(member.organisation_id)
            )
            left = solve(replace(problem, providers=others), alternatives=0).best
            if left.team is None:
                assert member.loss == Loss.TEAM
                continue
            lost = gaps(tender, left.team) - gaps(tender, best.team)
            assert claimed(member) == lost
            assert (member.loss == Loss.GAPS) == bool(lost)
            if not lost:
                assert member.loss_points == best.objective - left.objective
                assert (member.loss == Loss.QUALITY) == (member.loss_points > 0)

    def test_values_a_team_once(self, covered_tender):
        solved(covered_tender)

        assert value_members(at=timezone.now())
        assert not value_members(at=timezone.now())

    def test_claims_nothing_where_something_changed_meanwhile(self, covered_tender):
        run = solved(covered_tender)
        MatchingProfile.objects.filter(organisation__slug=MARIGOLD).update(
            withdrawn_at=timezone.now()
        )
        value_members(at=timezone.now())

        assert set(members_of(run).values_list("loss", flat=True)) == {""}


class TestThePage:
    @pytest.fixture
    def page(self, client, covered_tender):
        solved(covered_tender)
        value_members(at=timezone.now())
        client.force_login(member_of(MARIGOLD))
        url = reverse("tender_consortia", args=[covered_tender.pk])

        def loaded():
            return client.get(url).content.decode()

        return loaded

    def test_tells_what_would_be_lost(self, page):
        assert "Without it the best team would" in page()

    def test_tells_a_provider_no_figure_even_of_itself(self, page):
        # How much worse the others are would tell what they declare.
        ProposedMember.objects.update(loss=Loss.QUALITY, loss_points=98765)

        assert "the best team would be weaker" in page()
        assert "98765" not in page()

    def test_tells_a_provider_no_hours(self, page):
        for member in ProposedMember.objects.filter(proposal__rank=1):
            LostPart.objects.create(member=member, kind="hours", hours=98765)
        ProposedMember.objects.update(loss=Loss.GAPS)

        assert "enough hours a week" in page()
        assert "98765" not in page()

    def test_tells_moderators_the_figures(self, page, client):
        ProposedMember.objects.update(loss=Loss.QUALITY, loss_points=98765)
        client.force_login(UserFactory(role=Role.MODERATOR))

        assert "98765 points weaker" in page()
