"""Requirements are proposed from the notice's words and count once a person confirms them."""

import pytest
from django.utils import timezone

from portal.consortia.constraints import WISHED
from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.models import MatchRun, TenderRequirement
from portal.consortia.requirement_kinds import RequirementState, SourceKind, TurnoverTest
from portal.consortia.requirements.services import (
    MOST_REQUIREMENTS,
    RequirementSaid,
    TooManyError,
    add_requirement,
    confirm_requirement,
    drop_requirement,
    drop_service,
    propose_requirements,
    restore_service,
)
from portal.organisations.models import Area, Organisation, ServiceType
from tests.factories.consortia import member_of
from tests.factories.requirements import TenderRequirementFactory

TEXT = (
    "We look for support at home. About 300 hours of home care per week are needed. Providers "
    "must be registered with the CQC. A combined turnover of £1.5m is required, and insurance "
    "of £5m."
)


def problem(tender):
    return problem_for(tender, requirements_of(tender), at=timezone.now())


def seeker():
    """Somebody of an organisation that looks for partners."""
    return member_of("example-clover-works")


def say(tender, **said):
    return add_requirement(
        tender=tender,
        said=RequirementSaid(**{"is_hard": True, **said}),
        by=seeker(),
        at=timezone.now(),
    )


@pytest.fixture
def read(tender):
    tender.description = TEXT
    tender.save()
    propose_requirements(tender=tender, at=timezone.now())
    return {row.kind: row for row in TenderRequirement.objects.all()}


class TestProposing:
    @pytest.mark.parametrize(
        ("field", "path"),
        [
            ("selection_criteria", "tender.selectionCriteria"),
            ("further_information", "description"),
        ],
    )
    def test_reads_what_stands_beside_the_description(self, tender, field, path):
        setattr(tender, field, "A minimum yearly turnover of 400,000 GBP is required.")
        tender.save()

        propose_requirements(tender=tender, at=timezone.now())

        row = TenderRequirement.objects.get(kind="turnover_min")
        assert (row.amount, row.source_path) == (400_000, path)
        assert row.quote == getattr(tender, field)[row.quote_start : row.quote_end]

    def test_quotes_the_text_exactly(self, tender, read):
        assert set(read) >= {"hours_per_week", "registration", "turnover_min"}
        for row in read.values():
            assert row.state == RequirementState.PROPOSED
            assert row.quote == TEXT[row.quote_start : row.quote_end]

    def test_changes_no_problem(self, tender):
        before = problem(tender)
        tender.description = TEXT
        tender.save()
        propose_requirements(tender=tender, at=timezone.now())

        assert problem(tender) == before

    def test_proposes_nothing_twice_nor_what_was_decided(self, tender, read):
        by, at = seeker(), timezone.now()
        drop_requirement(requirement=read["registration"], by=by, at=at)
        confirm_requirement(
            requirement=read["hours_per_week"],
            said=RequirementSaid(kind="hours_per_week", is_hard=True, amount=250),
            by=by,
            at=at,
        )

        assert propose_requirements(tender=tender, at=at) == 0
        assert TenderRequirement.objects.count() == len(read)

    def test_takes_away_what_the_text_says_no_more(self, tender, read):
        confirmed = read["registration"]
        confirm_requirement(
            requirement=confirmed,
            said=RequirementSaid(kind="registration", is_hard=True),
            by=seeker(),
            at=timezone.now(),
        )
        tender.description = "Support at home."
        tender.save()

        propose_requirements(tender=tender, at=timezone.now())

        assert TenderRequirement.objects.get() == confirmed


class TestConfirmed:
    def test_hours_are_asked_of_the_team(self, tender):
        lot = tender.lots.get(lot_id="1")
        say(tender, kind="hours_per_week", amount=300, lot=lot)

        hours = {item.key: item.weekly_hours for item in problem(tender).lots}

        assert hours[str(lot.pk)] == 300
        assert sum(hours.values()) == 300

    def test_registration_is_asked_of_every_cell_or_of_one_service(self, tender):
        transport = ServiceType.objects.get(slug="community-transport")
        say(tender, kind="registration", service_type=transport)

        needs = {cell.capability for cell in problem(tender).cells if cell.needs_registration}
        say(tender, kind="registration")

        assert str(transport.pk) in needs
        assert all(cell.needs_registration for cell in problem(tender).cells)

    def test_rating_is_asked_of_each_cell(self, tender):
        say(tender, kind="rating_min", rating="good")

        assert {cell.least_rating for cell in problem(tender).cells} == {3}

    @pytest.mark.parametrize("test", ["aggregate", "lead", "each"])
    def test_turnover_is_tested_as_the_notice_says(self, tender, test):
        say(tender, kind="turnover_min", amount=1_500_001, turnover_test=test)

        rules = problem(tender).rules

        assert (rules.turnover_mode, rules.required_turnover) == (test, 1501)

    def test_turnover_of_nobody_knows_whom_leaves_nobody_out(self, tender):
        before = problem(tender)
        say(tender, kind="turnover_min", amount=9_000_000, turnover_test=TurnoverTest.UNKNOWN)

        assert problem(tender) == before

    def test_area_has_to_be_served(self, tender):
        bolton = Area.objects.get(slug="bolton")
        say(tender, kind="area", area=bolton)

        assert all(lot.areas == {str(bolton.pk)} for lot in problem(tender).lots)

    def test_service_is_asked_for_beside_those_of_the_codes(self, tender):
        extra = ServiceType.objects.exclude(
            pk__in=[item.service_type.pk for item in requirements_of(tender)]
        ).first()
        lot = tender.lots.get(lot_id="1")
        say(tender, kind="capability", service_type=extra, lot=lot)

        found = {item.lot.pk for item in requirements_of(tender) if item.service_type == extra}

        assert found == {lot.pk}

    def test_insurance_changes_no_problem(self, tender):
        before = problem(tender)
        say(tender, kind="insurance", amount=5_000_000)

        assert problem(tender) == before

    def test_alternatives_of_one_kind_count_as_the_least(self, tender):
        for amount in (900, 400):
            say(tender, kind="hours_per_week", amount=amount, group=1)

        assert {lot.weekly_hours for lot in problem(tender).lots} == {400}

    def test_alternatives_of_several_kinds_are_left_to_people(self, tender):
        before = problem(tender)
        say(tender, kind="rating_min", rating="good", group=1)
        say(tender, kind="hours_per_week", amount=900, group=1)

        assert problem(tender) == before

    def test_wish_betters_who_meets_it_and_leaves_nobody_out(self, tender):
        before = problem(tender)
        say(tender, kind="rating_min", rating="good", is_hard=False)

        after = problem(tender)

        assert after.cells == before.cells
        for old, new in zip(before.providers, after.providers, strict=True):
            asked = {cell.capability for cell in before.cells}
            for was, now in zip(old.skills, new.skills, strict=True):
                meets = was.rating >= 3 and was.capability in asked
                assert now.quality - was.quality == (WISHED if meets else 0)

    def test_matches_the_tender_again(self, tender):
        MatchRun.objects.all().delete()
        row = say(tender, kind="hours_per_week", amount=300)

        assert MatchRun.objects.get(tender=tender).requested_by == row.confirmed_by


class TestDropping:
    def test_of_a_stated_service_asks_for_it_no_more_until_it_is_restored(self, tender):
        lot = tender.lots.get(lot_id="2")
        service = ServiceType.objects.get(slug="community-transport")
        before = problem(tender)
        row = drop_service(
            tender=tender, lot=lot, service_type=service, by=seeker(), at=timezone.now()
        )
        after = problem(tender)
        restore_service(requirement=row, by=seeker(), at=timezone.now())

        assert row.source_kind == SourceKind.FIELD
        assert len(after.cells) == len(before.cells) - 2
        assert problem(tender) == before

    def test_of_a_confirmed_one_frees_the_team_of_it(self, tender):
        before = problem(tender)
        row = say(tender, kind="hours_per_week", amount=300)
        drop_requirement(requirement=row, by=seeker(), at=timezone.now())

        assert problem(tender) == before


class TestAdding:
    def test_ends_at_as_many_as_one_tender_may_have(self, tender):
        for number in range(MOST_REQUIREMENTS):
            TenderRequirementFactory(tender=tender, quote_start=number, quote_end=number + 1)

        with pytest.raises(TooManyError):
            say(tender, kind="hours_per_week", amount=300)


class TestTheImport:
    def test_proposes_what_the_text_of_a_new_notice_asks_for(self, tender):
        # The example notices were imported by the fixture, through the signal.
        assert all(
            row.quote in row.tender.description or row.lot_id
            for row in TenderRequirement.objects.all()
        )
        assert Organisation.objects.filter(is_example=True).exists()
