"""Asking for a matching."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.consortia.services.requesting import (
    ASKED_AT_MOST,
    ASKED_WITHIN,
    AskedOftenError,
    NotOpenError,
    request_match,
    request_missing_matches,
)
from portal.consortia.services.solving import solve_run
from portal.organisations.models import CapacityOffer
from portal.tenders.enums import Stage
from tests.factories.consortia import member_of


class TestRequestMatch:
    def test_asks_once_while_one_waits(self, covered_tender):
        at = timezone.now()

        first = request_match(tender=covered_tender, requested_by=None, at=at)
        second = request_match(tender=covered_tender, requested_by=None, at=at)

        assert first == second

    def test_is_held_to_one_waiting_run_by_the_database(self, covered_tender):
        at = timezone.now()
        request_match(tender=covered_tender, requested_by=None, at=at)

        with pytest.raises(IntegrityError), transaction.atomic():
            MatchRun.objects.create(tender=covered_tender, requested_at=at)

    def test_refuses_a_tender_past_its_deadline(self, covered_tender):
        late = covered_tender.tender_period_end_at + timedelta(seconds=1)

        with pytest.raises(NotOpenError):
            request_match(tender=covered_tender, requested_by=None, at=late)

    def test_refuses_an_awarded_tender(self, covered_tender):
        covered_tender.stage = Stage.AWARDED

        with pytest.raises(NotOpenError):
            request_match(tender=covered_tender, requested_by=None, at=timezone.now())


class TestLimit:
    @pytest.fixture
    def ask(self, covered_tender):
        """Asks, and has what was asked worked out."""

        def asked(person, at, **more):
            run = request_match(tender=covered_tender, requested_by=person, at=at, **more)
            MatchRun.objects.filter(pk=run.pk).update(state=RunState.SOLVED)

        MatchRun.objects.all().delete()
        return asked

    def test_counts_what_all_people_of_an_organisation_ask(self, ask):
        at = timezone.now()
        people = [member_of("example-sorrel-care") for _ in range(ASKED_AT_MOST + 1)]
        for minute, person in enumerate(people[:-1]):
            ask(person, at + timedelta(minutes=minute))

        with pytest.raises(AskedOftenError) as refused:
            ask(people[-1], at + timedelta(hours=1))

        assert refused.value.again_at == at + ASKED_WITHIN
        ask(people[-1], refused.value.again_at)

    def test_counts_what_decisions_ask_for_by_itself(self, ask, covered_tender):
        at = timezone.now()
        person = member_of("example-sorrel-care")
        for minute in range(ASKED_AT_MOST):
            ask(person, at + timedelta(minutes=minute), is_after_decision=True)

        with pytest.raises(AskedOftenError):
            ask(person, at + timedelta(hours=1), is_after_decision=True)
        ask(person, at + timedelta(hours=1))

    def test_counts_nothing_that_was_asked_in_vain(self, covered_tender):
        MatchRun.objects.all().delete()
        at = timezone.now()
        person = member_of("example-sorrel-care")
        for minute in range(ASKED_AT_MOST + 1):
            run = request_match(
                tender=covered_tender, requested_by=person, at=at + timedelta(minutes=minute)
            )
            solve_run(run=run, at=at)

        # The first one had something to find.
        assert MatchRun.objects.filter(requested_by=person).count() == 1

    def test_counts_what_changed_even_where_the_team_did_not(self, covered_tender):
        MatchRun.objects.all().delete()
        at = timezone.now()
        person = member_of("example-sorrel-care")
        for minute in range(ASKED_AT_MOST):
            CapacityOffer.objects.update(weekly_hours=1_000 + minute)
            run = request_match(
                tender=covered_tender, requested_by=person, at=at + timedelta(minutes=minute)
            )
            solve_run(run=run, at=at)

        with pytest.raises(AskedOftenError):
            request_match(tender=covered_tender, requested_by=person, at=at + timedelta(hours=1))

    def test_is_each_organisations_own(self, ask):
        at = timezone.now()
        person = member_of("example-sorrel-care")
        for minute in range(ASKED_AT_MOST):
            ask(person, at + timedelta(minutes=minute))

        for other in (member_of("example-marigold-home-care"), None):
            ask(other, at + timedelta(hours=1))
        assert {*MatchRun.objects.values_list("requested_by", flat=True)} >= {person.pk, None}


class TestRequestMissingMatches:
    def test_asks_for_each_open_tender_without_one(self, market):
        MatchRun.objects.all().delete()

        asked = request_missing_matches(at=timezone.now())

        assert asked == 3

    def test_asks_for_nothing_twice(self, market):
        assert request_missing_matches(at=timezone.now()) == 0
