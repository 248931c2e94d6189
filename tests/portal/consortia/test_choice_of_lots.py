"""A notice that lets one bid name only some lots: what is proposed, stored and shown."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.models import CoveredService
from portal.consortia.role_cards import told_apart
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
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


class TestToldApart:
    def test_names_the_lot_of_lines_that_two_lots_have(self, covered_tender):
        one, two = covered_tender.lots.order_by("position").values_list("pk", flat=True)

        lines = told_apart(["Same.", "Same.", "Other.", "None."], [one, two, one, None])

        assert lines == ["Lot 1: Same.", "Lot 2: Same.", "Other.", "None."]
