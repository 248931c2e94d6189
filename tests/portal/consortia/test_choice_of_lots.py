"""A notice that lets one bid name only some lots: what is proposed, stored and shown."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.consortia.enums import GapKind, Loss
from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.losses import loss_sentence
from portal.consortia.models import CoveredService, ProposedMember
from portal.consortia.role_cards import told_apart
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.organisations.models import Area
from portal.tenders.models import Tender
from portal.users.roles import Role
from tests.factories.users import UserFactory

LIMIT = "The notice lets one bid name 1 lot only. This team bids for:"


@pytest.fixture
def limited_tender(covered_tender):
    Tender.objects.filter(pk=covered_tender.pk).update(maximum_lots_bid=1)
    covered_tender.refresh_from_db()
    return covered_tender


@pytest.fixture
def shown(client):
    """The proposals of a tender as a moderator reads them."""

    def read(tender):
        at = timezone.now()
        solve_run(run=request_match(tender=tender, requested_by=None, at=at), at=at)
        client.force_login(UserFactory(role=Role.MODERATOR))
        return client.get(reverse("tender_consortia", args=[tender.pk])).content.decode()

    return read


class TestLimitOfLots:
    def test_is_part_of_the_problem(self, limited_tender):
        problem = problem_for(limited_tender, requirements_of(limited_tender), at=timezone.now())

        assert problem.rules.max_lots == 1

    def test_makes_every_member_work_in_the_lots_that_are_bid_for(self, limited_tender, shown):
        page = shown(limited_tender)

        found = CoveredService.objects.filter(member__proposal__rank=1)
        lots = set(found.values_list("lot__title", flat=True))
        assert len(lots) == 1
        assert LIMIT in page
        assert f": {lots.pop()}</li>" in page

    def test_is_not_spoken_of_where_all_lots_fit_in_one_bid(self, covered_tender, shown):
        page = shown(covered_tender)

        assert "First proposal" in page
        assert "This team bids for" not in page

    def test_is_told_to_operators(self, limited_tender, capsys):
        call_command("match_consortium", limited_tender.ocid, "--json")

        assert len(json.loads(capsys.readouterr().out)["proposals"][0]["lots"]) == 1


class TestSameServiceInTwoLots:
    @pytest.fixture
    def both(self, covered_tender):
        second = covered_tender.lots.get(lot_id="2")
        second.classifications.filter(code="85312100").update(code="85312400")
        second.areas.set(Area.objects.filter(slug="bury"))
        return covered_tender

    def test_is_named_once_in_each_reason(self, both, capsys):
        call_command("match_consortium", both.ocid, "--json")

        best = json.loads(capsys.readouterr().out)["proposals"][0]
        lines = [line for item in best["members"] for line in item["reasons"]]
        lines += [item["loss_if_removed"] for item in best["members"]]
        assert max(line.count("home care in Bury") for line in lines) == 1
        assert any("would lack: home care in Bury" in line for line in lines)

    def test_is_named_once_in_what_would_be_lost(self, both):
        at = timezone.now()
        run = solve_run(run=request_match(tender=both, requested_by=None, at=at), at=at)
        member = ProposedMember.objects.filter(proposal__run=run).first()
        member.loss = Loss.GAPS
        part = member.covered.first()
        for _lot in range(2):
            member.lost_parts.create(
                kind=GapKind.SERVICE, service_type=part.service_type, area=part.area
            )

        assert ";" not in loss_sentence(member, shows_figures=False)


class TestToldApart:
    def test_names_the_lot_of_lines_that_two_lots_have(self, covered_tender):
        one, two = covered_tender.lots.order_by("position").values_list("pk", flat=True)

        lines = told_apart(["Same.", "Same.", "Other.", "None."], [one, two, one, None])

        assert lines == ["Lot 1: Same.", "Lot 2: Same.", "Other.", "None."]
