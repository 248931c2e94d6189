"""Partners read a fact from the stage that its organisation chose, and its own log holds it."""

import pytest
from django.utils import timezone

from portal.consortia.models import Disclosure
from portal.consortia.states import SeatState
from portal.consortia.workspace.selectors import cards_for
from portal.organisations.declaring.services import MatchingSaid, join_matching, leave_matching
from portal.organisations.models import DeclaredService, FactSharing, Organisation
from portal.organisations.models.opt_in import ShareStage

MARIGOLD, LARKSPUR = "example-marigold-home-care", "example-larkspur-care-co-operative"


@pytest.fixture
def marigold(team):
    organisation = Organisation.objects.get(slug=MARIGOLD)
    for fact, stage in (("turnover", ShareStage.INTRODUCED), ("hours", ShareStage.BOUND)):
        FactSharing.objects.create(organisation=organisation, fact=fact, stage=stage)
    return organisation


def facts_of(team, organisation):
    """What a partner reads of the organisation now."""
    partner = team.seat(LARKSPUR)
    cards = cards_for(partner, at=team.tick())
    found = next((card.facts for card in cards if card.name == organisation.name), ())
    return tuple(evidence.words for evidence in found)


def allow(team, organisation, sharing):
    """The organisation saves its page of the matching with these choices."""
    said = MatchingSaid(
        purposes=["tenders"],
        weekly_hours=10,
        free_from=None,
        free_until=None,
        turnover_band="under-1m",
        max_share_percent=60,
        max_team_size=6,
        is_willing_to_lead=True,
        stands_for=["local"],
        sharing=sharing,
    )
    person = team.person(organisation)
    join_matching(organisation=organisation, by=person, said=said, at=team.tick())


def told(organisation):
    return set(Disclosure.objects.filter(discloser=organisation).values_list("fact", flat=True))


class TestFacts:
    def test_are_nobodys_before_both_said_yes(self, team, marigold):
        team.open()

        assert facts_of(team, marigold) == ()
        assert not told(marigold)

    def test_grow_with_the_stage_and_are_logged_for_their_organisation(self, team, marigold):
        team.open()
        team.all_say_yes()

        (turnover,) = facts_of(team, marigold)
        assert turnover.startswith("Yearly turnover: ")
        assert turnover.endswith(f"(financial year to {timezone.localdate().year - 1})")
        assert told(marigold) == {"name", "turnover"}

        team.all_are_bound()

        hours, _turnover = facts_of(team, marigold)
        assert hours.startswith("Could give ")
        assert told(marigold) == {"name", "turnover", "contact", "hours"}

    def test_of_a_registration_lead_to_the_regulator_once_they_may_be_read(self, team, marigold):
        FactSharing.objects.create(organisation=marigold, fact="registered", stage=ShareStage.BOUND)
        DeclaredService.objects.filter(organisation=marigold).update(
            cqc_location_id="1-145996910", regulated_activities=["personal-care"]
        )
        team.open()
        team.all_say_yes()
        assert "145996910" not in str(cards_for(team.seat(LARKSPUR), at=team.tick()))

        team.all_are_bound()

        (found,) = [
            evidence
            for card in cards_for(team.seat(LARKSPUR), at=team.tick())
            for evidence in card.facts
            if "1-145996910" in evidence.words
        ]
        assert "Personal care" in found.words
        assert found.url == "https://www.cqc.org.uk/location/1-145996910"
        assert "registered" in told(marigold)

    def test_of_a_rating_hold_no_number_of_the_regulator(self, team, marigold):
        FactSharing.objects.create(
            organisation=marigold, fact="ratings", stage=ShareStage.INTRODUCED
        )
        DeclaredService.objects.filter(organisation=marigold).update(
            cqc_location_id="1-145996910",
            rating_url="https://www.cqc.org.uk/location/1-145996910",
        )
        team.open()
        team.all_say_yes()

        assert any(words.startswith("Rated Good") for words in facts_of(team, marigold))
        assert "145996910" not in str(cards_for(team.seat(LARKSPUR), at=team.tick()))

    def test_are_told_at_once_where_the_stage_allows_it_already(self, team, marigold):
        team.open()
        team.all_say_yes()
        FactSharing.objects.filter(organisation=marigold).update(stage=ShareStage.NEVER)
        assert facts_of(team, marigold) == ()

        allow(team, marigold, {"values": ShareStage.INTRODUCED, "hours": ShareStage.BOUND})

        assert facts_of(team, marigold) == ("Stands for: Rooted in one neighbourhood",)
        assert told(marigold) == {"name", "turnover", "values"}

    def test_are_told_at_once_to_nobody_whose_name_is_not_known(self, team, marigold):
        team.open()

        allow(team, marigold, {"values": ShareStage.INTRODUCED})

        assert facts_of(team, marigold) == ()
        assert not told(marigold)

    def test_are_read_no_more_once_they_are_not_shared(self, team, marigold):
        team.open()
        team.all_say_yes()
        FactSharing.objects.update(stage=ShareStage.NEVER)

        assert facts_of(team, marigold) == ()

    def test_are_read_no_more_after_a_withdrawal(self, team, marigold):
        team.open()
        team.all_say_yes()
        leave_matching(organisation=marigold, by=team.person(marigold), at=team.tick())

        assert facts_of(team, marigold) == ()

    def test_that_are_not_in_the_log_are_not_read(self, team, marigold):
        team.open()
        team.all_say_yes()
        Disclosure.objects.filter(fact="turnover").delete()

        assert facts_of(team, marigold) == ()

    def test_of_whoever_has_not_said_yes_stay_hidden_from_those_who_have(self, team, marigold):
        team.open(LARKSPUR)

        assert team.seat(MARIGOLD).state == SeatState.SUGGESTED
        assert facts_of(team, marigold) == ()
