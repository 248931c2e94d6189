"""Readers report words of every kind, moderators decide, and nothing that was done is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.common.complaining import (
    MOST_REPORTS_IN_AN_HOUR,
    TooManyReportsError,
    decide_words,
    report_words,
)
from portal.common.complaints import Complaint, ReportReason
from portal.practices.models import ReportedText
from portal.practices.models.reported_text import TextKind
from tests.factories.asks import AskFactory
from tests.factories.early_notices import EarlyNoticeFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.tender_comments import TenderCommentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
RUDE = Complaint(reason=ReportReason.HURTFUL, words="Rude.")


def reported_text():
    """Words that no row of their own holds."""
    count = ReportedText.objects.count()
    return ReportedText.objects.create(kind=TextKind.VOICE, object_id=count + 1)


@pytest.fixture(
    params=[RemarkFactory, AskFactory, TenderCommentFactory, EarlyNoticeFactory, reported_text],
    ids=["remark", "ask", "comment on a tender", "early notice", "other text"],
)
def make(request):
    """Makes some words of one kind."""
    return request.param


class TestReportWords:
    def test_leaves_them_where_they_stand_and_tells_moderators(self, make):
        target = make()

        event = report_words(target=target, by=UserFactory(), complaint=RUDE, at=AT)

        target.refresh_from_db()
        assert (target.is_reported, target.is_hidden) == (True, False)
        assert (event.report_reason, event.words) == ("hurtful", "Rude.")

    def test_counts_one_person_once(self, make):
        target, person = make(), UserFactory()

        first = report_words(target=target, by=person, complaint=RUDE, at=AT)

        assert report_words(target=target, by=person, complaint=RUDE, at=AT) == first
        assert target.history.count() == 1

    def test_counts_each_person_and_each_text(self, make):
        one, other, person = make(), make(), UserFactory()

        for target, by in ((one, person), (other, person), (one, UserFactory())):
            report_words(target=target, by=by, complaint=RUDE, at=AT)

        assert (one.history.count(), other.history.count()) == (2, 1)

    def test_stops_a_flood_and_starts_again_after_an_hour(self, make):
        person = UserFactory()
        for _number in range(MOST_REPORTS_IN_AN_HOUR):
            report_words(target=make(), by=person, complaint=RUDE, at=AT)
        one_more = make()

        with pytest.raises(TooManyReportsError):
            report_words(target=one_more, by=person, complaint=RUDE, at=AT)

        later = AT + timedelta(hours=2)
        assert report_words(target=one_more, by=person, complaint=RUDE, at=later)


class TestDecideWords:
    def test_hides_and_restores_with_the_whole_history(self, make):
        target, reader, moderator = make(), UserFactory(), UserFactory()
        report_words(target=target, by=reader, complaint=RUDE, at=AT)

        decide_words(target=target, by=moderator, is_hidden=True, words="It is rude.", at=AT)
        was_hidden = type(target).objects.get(pk=target.pk).is_hidden
        decide_words(target=target, by=moderator, is_hidden=False, words="Mended.", at=AT)

        target.refresh_from_db()
        assert (was_hidden, target.is_hidden, target.is_reported) == (True, False, False)
        assert [(event.step, event.by, str(event)) for event in target.history] == [
            ("reported", reader, "reported: Rude."),
            ("hidden", moderator, "hidden: It is rude."),
            ("restored", moderator, "shown: Mended."),
        ]

    def test_leaves_words_that_their_author_changes_meanwhile(self):
        target = RemarkFactory(text="One.")
        type(target).objects.filter(pk=target.pk).update(text="Two.")

        decide_words(target=target, by=UserFactory(), is_hidden=True, words="Rude.", at=AT)

        target.refresh_from_db()
        assert (target.text, target.is_hidden) == ("Two.", True)
