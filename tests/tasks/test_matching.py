"""Matchings as background work."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.consortia.services.asking import ask_for_entry
from portal.organisations.models import Organisation
from tasks import matching
from tasks.matching import answer_question, rematch, solve_requested
from tests.factories.consortia import load_market


@pytest.fixture
def market(db):
    load_market()


class TestSolveRequested:
    def test_solves_the_oldest_waiting_run_and_says_so(self, market):
        oldest = MatchRun.objects.order_by("requested_at", "pk").first()

        solved = solve_requested()

        oldest.refresh_from_db()
        assert solved == 1
        assert oldest.state == RunState.SOLVED

    def test_lets_a_run_that_cannot_be_solved_block_no_other(self, market, monkeypatch):
        oldest = MatchRun.objects.order_by("requested_at", "pk").first()

        def broken(**_arguments):
            raise ValueError("a defect")

        with monkeypatch.context() as patch:
            patch.setattr(matching, "solve_run", broken)
            with pytest.raises(ValueError, match="a defect"):
                solve_requested()

        oldest.refresh_from_db()
        assert oldest.state == RunState.FAILED
        assert solve_requested() == 1

    def test_has_nothing_to_do_without_a_request(self, db):
        assert solve_requested() == 0


class TestRematch:
    def test_compares_what_nobody_asked_for(self, market):
        MatchRun.objects.order_by("pk").first().delete()

        assert rematch() == 1
        assert rematch() == 0

    def test_solves_nothing_anew_that_was_solved_on_request(self, market):
        while solve_requested():
            pass
        before = MatchRun.objects.count()

        assert rematch() == 0
        assert MatchRun.objects.count() == before


class TestLoadExampleMarket:
    def test_doubles_nothing_when_run_twice(self, market):
        before = MatchRun.objects.count()

        call_command("load_example_market", verbosity=0)

        assert MatchRun.objects.count() == before


class TestAnswerQuestion:
    @pytest.fixture
    def question(self, market):
        while solve_requested():
            pass
        return ask_for_entry(
            run=MatchRun.objects.filter(state=RunState.SOLVED).first(),
            organisation=Organisation.objects.get(slug="example-clover-works"),
            at=timezone.now(),
        )

    def test_answers_the_oldest_waiting_question_and_says_so(self, question):
        assert answer_question() == 1

        question.refresh_from_db()
        assert question.answer
        assert answer_question() == 0

    def test_lets_a_question_that_cannot_be_answered_block_no_other(self, question, monkeypatch):
        def broken(**_arguments):
            raise ValueError("a defect")

        monkeypatch.setattr(matching, "answer_entry", broken)
        with pytest.raises(ValueError, match="a defect"):
            answer_question()

        assert answer_question() == 0
