"""Asking what would bring an organisation in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.consortia.enums import RunState
from portal.consortia.models import EntryQuestion, MatchRun
from portal.consortia.selectors import entries_for, waiting_questions
from portal.consortia.services.asking import (
    AlreadyProposedError,
    AskedLatelyError,
    ask_for_entry,
)
from portal.consortia.services.requesting import request_match
from portal.consortia.services.solving import solve_run
from portal.organisations.models import Organisation
from tests.factories.consortia import member_of


def solved(tender):
    at = timezone.now()
    return solve_run(run=request_match(tender=tender, requested_by=None, at=at), at=at)


@pytest.fixture
def outsider(market):
    return Organisation.objects.get(slug="example-clover-works")


class TestAskForEntry:
    def test_asks_once_a_day_about_one_tender_whatever_the_run(self, covered_tender, outsider):
        at = timezone.now()
        ask_for_entry(run=solved(covered_tender), organisation=outsider, at=at)
        newer = MatchRun.objects.create(
            tender=covered_tender, requested_at=at, state=RunState.SOLVED
        )

        with pytest.raises(AskedLatelyError):
            ask_for_entry(run=newer, organisation=outsider, at=at + timedelta(hours=23))
        ask_for_entry(run=newer, organisation=outsider, at=at + timedelta(hours=25))

        assert EntryQuestion.objects.count() == 2

    def test_asks_anew_about_the_same_run_after_a_day(self, covered_tender, outsider):
        run, at = solved(covered_tender), timezone.now()
        ask_for_entry(run=run, organisation=outsider, at=at)
        EntryQuestion.objects.update(answer="lead", answered_at=at)

        with pytest.raises(AskedLatelyError):
            ask_for_entry(run=run, organisation=outsider, at=at + timedelta(hours=23))
        again = ask_for_entry(run=run, organisation=outsider, at=at + timedelta(days=1))

        assert (again.answer, again.answered_at) == ("", None)
        assert list(waiting_questions()) == [again]
        assert EntryQuestion.objects.count() == 1

    def test_offers_to_ask_again_after_a_day(self, covered_tender, outsider):
        run, at = solved(covered_tender), timezone.now()
        person = member_of(outsider.slug)
        ask_for_entry(run=run, organisation=outsider, at=at)

        for hours, can_ask in ((23, False), (24, True)):
            (entry,) = entries_for(person, run, at=at + timedelta(hours=hours))
            assert entry.can_ask is can_ask

    def test_asks_about_another_tender_at_once(self, covered_tender, gap_tender, outsider):
        at = timezone.now()
        for tender in (covered_tender, gap_tender):
            ask_for_entry(run=solved(tender), organisation=outsider, at=at)

        assert EntryQuestion.objects.count() == 2

    def test_refuses_who_is_in_a_team(self, covered_tender):
        inside = Organisation.objects.get(slug="example-marigold-home-care")

        with pytest.raises(AlreadyProposedError):
            ask_for_entry(run=solved(covered_tender), organisation=inside, at=timezone.now())

    def test_is_held_to_an_answer_with_its_time_by_the_database(self, covered_tender, outsider):
        question = ask_for_entry(
            run=solved(covered_tender), organisation=outsider, at=timezone.now()
        )

        for changes in ({"answer": "lead"}, {"answer": "else", "answered_at": timezone.now()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                EntryQuestion.objects.filter(pk=question.pk).update(**changes)
