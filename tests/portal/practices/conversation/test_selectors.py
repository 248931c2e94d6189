"""Readers see counts for each role apart, and the questions that wait."""

from datetime import UTC, datetime

import pytest

from portal.practices.conversation.selectors import (
    OPEN_QUESTIONS,
    conversation_of,
    everything_said,
)
from portal.practices.enums import RemarkKind, WriterRole
from tests.factories.practices import PracticePageFactory
from tests.factories.remarks import RemarkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticePageFactory()


class TestConversationOf:
    def test_counts_each_role_apart_and_never_together(self, practice):
        thanks = {"practice": practice, "kind": RemarkKind.THANKS}
        RemarkFactory.create_batch(2, **thanks)
        RemarkFactory(**thanks, role=WriterRole.SUPPORTED_PERSON)
        RemarkFactory(practice=practice, kind=RemarkKind.CONCERN)
        RemarkFactory(practice=practice, kind=RemarkKind.CONCERN, is_hidden=True)
        RemarkFactory(kind=RemarkKind.THANKS)

        found = conversation_of(practice)

        assert [(row.role, row.counts) for row in found.rows] == [
            ("Person who draws on care and support", [("Thanks", 1)]),
            ("Care or support worker", [("Thanks", 2), ("Concern", 1)]),
        ]

    def test_shows_the_questions_that_wait_longest(self, practice):
        answered = RemarkFactory(practice=practice)
        RemarkFactory(question=answered)
        only_hidden = RemarkFactory(practice=practice)
        RemarkFactory(question=only_hidden, is_hidden=True)
        late = RemarkFactory(practice=practice, written_at=datetime(2026, 5, 1, tzinfo=UTC))

        found = conversation_of(practice)

        assert (found.open_questions, found.is_more_open) == ([only_hidden, late], False)

    def test_says_when_there_are_more(self, practice):
        RemarkFactory.create_batch(OPEN_QUESTIONS + 1, practice=practice)

        found = conversation_of(practice)

        assert (len(found.open_questions), found.is_more_open) == (OPEN_QUESTIONS, True)

    @pytest.mark.parametrize("total", [1, 12])
    def test_takes_two_queries(self, practice, django_assert_num_queries, total):
        RemarkFactory.create_batch(total, practice=practice)

        with django_assert_num_queries(2):
            conversation_of(practice)


class TestEverythingSaid:
    def test_holds_one_kind_or_all_with_shown_answers(self, practice):
        question = RemarkFactory(practice=practice)
        answer = RemarkFactory(question=question)
        RemarkFactory(question=question, is_hidden=True)
        comment = RemarkFactory(practice=practice, kind=RemarkKind.COMMENT)

        everything = list(everything_said(practice, None))
        comments = list(everything_said(practice, RemarkKind.COMMENT))

        assert everything == [comment, question]
        assert everything[1].shown_answers == [answer]
        assert comments == [comment]

    @pytest.mark.parametrize("total", [1, 12])
    def test_takes_two_queries(self, practice, django_assert_num_queries, total):
        for question in RemarkFactory.create_batch(total, practice=practice):
            RemarkFactory(question=question)

        with django_assert_num_queries(2):
            list(everything_said(practice, None))
