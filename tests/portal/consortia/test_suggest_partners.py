"""Whom an operator is told to ask next for a lead, and why."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.organisations.models import ExistingTie, MatchingProfile, Organisation
from tests.factories.tenders import LotClassificationFactory

LEAD = "example-marigold-home-care"


def told(capsys, *arguments):
    call_command("suggest_partners", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


class TestSuggestPartners:
    def test_ranks_who_closes_most_gaps_of_a_tender_first(self, covered_tender, capsys):
        report = told(capsys, LEAD, "--tender", covered_tender.ocid)

        gaps = [partner["gaps_closed"] for partner in report["partners"]]
        assert gaps == sorted(gaps, reverse=True)
        assert set(report["partners"][0]["fills"]) == {
            "Day opportunities in Rochdale",
            "Day opportunities in Oldham",
        }

    def test_gives_reasons_in_words(self, covered_tender, capsys):
        partners = told(capsys, LEAD, "--tender", covered_tender.ocid)["partners"]

        reasons = {partner["slug"]: partner["reasons"] for partner in partners}
        assert reasons["example-foxglove-transport"][0] == (
            "It brings what nobody has yet: community transport in Oldham, "
            "community transport in Rochdale."
        )

    def test_counts_the_members_already_agreed(self, covered_tender, capsys):
        members = "example-foxglove-transport, example-bramble-day-services"

        report = told(capsys, LEAD, "--members", members, "--tender", covered_tender.ocid)

        assert report["partners"][0]["fills"] == ["Home care in Oldham"]
        assert not {item["slug"] for item in report["partners"]} & set(report["members"])

    def test_says_in_which_lot_where_two_ask_for_the_same(self, covered_tender, capsys):
        LotClassificationFactory(lot=covered_tender.lots.get(lot_id="2"), code="85312400")

        asked = told(capsys, LEAD, "--tender", covered_tender.ocid)["asked_for"]

        assert len(set(asked)) == len(asked)
        assert {"Lot 1: Home care in Oldham", "Lot 2: Home care in Oldham"} <= set(asked)

    def test_tells_of_others_whom_both_have_worked_with(self, covered_tender, capsys):
        slugs = ("example-bramble-day-services", "example-foxglove-transport")
        first, second = (Organisation.objects.get(slug=slug) for slug in slugs)
        now = timezone.now()
        ExistingTie.objects.create(
            first=first, second=second, confirmed_by_first_at=now, confirmed_by_second_at=now
        )

        partners = told(capsys, LEAD, "--tender", covered_tender.ocid)["partners"]

        (found,) = (partner for partner in partners if partner["slug"] == second.slug)
        assert (found["ties"], found["shared_ties"]) == (0, 1)
        assert not found["is_from_profile_alone"]
        assert found["reasons"][-1].startswith("It and a member have both worked with")

    @pytest.mark.parametrize("code", ["home-care", "85312400"])
    def test_takes_a_service_by_slug_or_code(self, market, capsys, code):
        report = told(capsys, LEAD, "--service", code)

        assert {name.split(" in ")[0] for name in report["asked_for"]} == {"Home care"}
        assert report["partners"]

    def test_names_peers_who_could_stand_in_where_there_is_no_tender(self, market, capsys):
        report = told(capsys, "example-larkspur-care-co-operative", "--service", "home-care")

        assert "example-sorrel-care" in {partner["slug"] for partner in report["partners"]}

    def test_looks_at_every_service_where_the_lead_works_without_a_subject(self, market, capsys):
        report = told(capsys, LEAD)

        places = {name.split(" in ")[1] for name in report["asked_for"]}
        assert places == {"Bury", "Rochdale"}
        assert report["partners"][0]["gaps_closed"] > 1

    def test_tells_a_wide_place_by_the_narrow_ones_in_it(self, market, capsys):
        report = told(capsys, "example-foxglove-transport")

        places = {name.split(" in ")[1] for name in report["asked_for"]}
        assert "Bolton" in places
        assert "Greater Manchester" not in places

    def test_tells_people_in_lines(self, covered_tender, capsys):
        call_command("suggest_partners", LEAD, "--tender", covered_tender.ocid)

        assert "1. Example" in capsys.readouterr().out

    def test_refuses_who_never_said_yes(self, covered_tender):
        MatchingProfile.objects.filter(organisation__slug=LEAD).delete()

        with pytest.raises(CommandError, match="has not said yes"):
            call_command("suggest_partners", LEAD, "--tender", covered_tender.ocid)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nobody"], "no organisation"),
            ([LEAD, "--members", "nobody"], "no organisation"),
            ([LEAD, "--service", "nothing"], "no service"),
            ([LEAD, "--tender", "nothing"], "no tender"),
        ],
    )
    def test_says_what_it_does_not_know(self, market, arguments, message):
        with pytest.raises(CommandError, match=message):
            call_command("suggest_partners", *arguments)

    def test_keeps_examples_from_what_is_real(self, covered_tender):
        covered_tender.is_example = False
        covered_tender.save()

        with pytest.raises(CommandError, match="example"):
            call_command("suggest_partners", LEAD, "--tender", covered_tender.ocid)
