"""What an operator sees of a matching, and what is refused."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.consortia.models import ConsortiumProposal, MatchRun, TenderRequirement
from portal.consortia.requirement_kinds import (
    RequirementKind,
    RequirementState,
    SourceKind,
    TurnoverTest,
)
from portal.organisations.models import MatchingProfile
from portal.organisations.models.profile import TurnoverBand
from portal.tenders.models import Tender


def told(capsys, *arguments):
    call_command("match_consortium", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


class TestMatchConsortium:
    def test_prints_the_proven_team_with_its_allocation(self, covered_tender, capsys):
        report = told(capsys, covered_tender.ocid)

        best = report["proposals"][0]
        assert report["status"] == "optimal"
        assert report["objective"] == report["bound"]
        assert report["seconds"] > 0
        assert {member["slug"] for member in best["members"]} == {
            "example-marigold-home-care",
            "example-larkspur-care-co-operative",
            "example-bramble-day-services",
            "example-foxglove-transport",
        }
        assert [member["role"] for member in best["members"]].count("lead") == 1
        parts = [part for member in best["members"] for part in member["allocation"]]
        assert sum(part["as"] == "prime" for part in parts) == report["asked_for"] == 7
        assert {"lot": "1", "service": "Home care in Oldham", "as": "prime"} in parts

    def test_says_what_would_be_lost_without_a_member(self, covered_tender, capsys):
        best = told(capsys, covered_tender.ocid)["proposals"][0]

        losses = {member["slug"]: member["loss_if_removed"] for member in best["members"]}
        assert losses["example-foxglove-transport"] == (
            "Without it the best team would lack: community transport in Oldham; "
            "community transport in Rochdale."
        )

    def test_names_the_gap_in_words(self, gap_tender, capsys):
        report = told(capsys, str(gap_tender.pk))

        sentence = "No registered provider of home care in Bolton has joined yet."
        assert report["proposals"][0]["gaps"] == [sentence]

    def test_tests_a_turnover_of_nobody_named_both_ways(self, covered_tender, capsys):
        before = told(capsys, covered_tender.ocid)["proposals"][0]
        TenderRequirement.objects.create(
            tender=covered_tender,
            kind=RequirementKind.TURNOVER,
            amount=1_000_001,
            turnover_test=TurnoverTest.UNKNOWN,
            state=RequirementState.CONFIRMED,
            source_kind=SourceKind.PERSON,
            created_at=timezone.now(),
            confirmed_at=timezone.now(),
        )
        MatchingProfile.objects.update(turnover_band=TurnoverBand.UNDER_1M)
        bands = MatchingProfile.objects.filter(organisation__slug="example-foxglove-transport")
        bands.update(turnover_band=TurnoverBand.UNDER_5M)

        found = told(capsys, covered_tender.ocid)["proposals"][0]

        assert "turnover" not in before
        assert found["turnover"] == {
            "least_thousand_pounds": 1001,
            "all_together_reach_it": True,
            "the_lead_alone_reaches_it": False,
        }

    def test_stores_nothing(self, covered_tender, capsys):
        before = MatchRun.objects.count(), ConsortiumProposal.objects.count()

        told(capsys, covered_tender.ocid)

        assert (MatchRun.objects.count(), ConsortiumProposal.objects.count()) == before

    def test_tells_people_in_lines(self, covered_tender, capsys):
        call_command("match_consortium", covered_tender.ocid)

        printed = capsys.readouterr().out
        assert "   Example Foxglove Community Transport" in printed
        assert "leads the bid" in printed
        assert "lot 2: Community transport in Rochdale (prime)" in printed

    @pytest.mark.parametrize("name", ["nothing", "0", "9" * 30, "²", ""])
    @pytest.mark.django_db
    def test_knows_no_other_tender(self, name):
        with pytest.raises(CommandError, match="There is no tender"):
            call_command("match_consortium", name)

    def test_refuses_a_tender_past_its_deadline(self, covered_tender):
        Tender.objects.update(tender_period_end_at="2026-11-01T12:00:00Z")

        with pytest.raises(CommandError, match=r"any more. Its deadline was 01 November 2026"):
            call_command("match_consortium", covered_tender.ocid)

    def test_says_when_nobody_said_yes(self, covered_tender):
        MatchingProfile.objects.all().delete()

        with pytest.raises(CommandError, match="No provider has said yes"):
            call_command("match_consortium", covered_tender.ocid)

    def test_says_when_nobody_is_what_a_tender_is_reserved_for(self, covered_tender):
        covered_tender.lots.update(reserved_for=["smeVcse"])

        with pytest.raises(CommandError, match=r"reserved for \(sme, vcse\)"):
            call_command("match_consortium", covered_tender.ocid)

    def test_proposes_for_a_reserved_lot_those_alone_who_may_work_in_it(
        self, covered_tender, capsys
    ):
        covered_tender.lots.filter(lot_id="2").update(reserved_for=["smeVcse"])
        slugs = ["example-bramble-day-services", "example-foxglove-transport"]
        MatchingProfile.objects.filter(organisation__slug__in=slugs).update(statuses=["sme"])

        call_command("match_consortium", covered_tender.ocid, "--json")

        found = json.loads(capsys.readouterr().out)
        assert found["only_kinds"] == {"2": ["sme", "vcse"]}
        active = {
            (member["slug"], part["lot"])
            for proposal in found["proposals"]
            for member in proposal["members"]
            for part in member["allocation"]
        }
        assert {slug for slug, lot in active if lot == "2"} == set(slugs)
        assert {slug for slug, lot in active if lot == "1"}.isdisjoint(slugs)

    def test_says_when_the_notice_names_no_declared_service(self, covered_tender):
        for lot in covered_tender.lots.all():
            lot.classifications.all().delete()

        with pytest.raises(CommandError, match="nothing to match"):
            call_command("match_consortium", covered_tender.ocid)
