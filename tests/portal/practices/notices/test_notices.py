"""Reviews that are due and answers to adoptions are told to those whom they concern, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.practices.models import PracticePage
from portal.practices.notices.review_nudges import nudge_editors
from portal.practices.services.adopting import answer_adoption
from portal.users.models import Notice
from tests.factories.adoptions import AdoptionFactory, MemberFactory
from tests.factories.practices import PracticePageFactory, make_private

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def member():
    return MemberFactory()


class TestNudgeEditors:
    def due(self, member, day, **fields):
        return PracticePageFactory(
            lead_organisation=member.organisation, review_by_date=day, **fields
        )

    @pytest.mark.parametrize(
        ("day", "subject"),
        [
            (date(2026, 4, 1), None),
            (date(2026, 3, 31), "Please review"),
            (date(2026, 3, 2), "Please review"),
            (date(2026, 3, 1), "is due for review"),
            (date(2026, 1, 1), "is due for review"),
            (date(2025, 12, 31), "long overdue"),
        ],
    )
    def test_says_what_the_day_asks_for(self, member, day, subject):
        self.due(member, day)

        assert nudge_editors(at=AT) == bool(subject)
        assert not subject or subject in Notice.objects.get().subject

    def test_tells_each_stage_once(self, member):
        self.due(member, date(2026, 3, 20))

        counts = [nudge_editors(at=AT + timedelta(days=days)) for days in (0, 1, 19, 20, 79, 400)]

        assert counts == [1, 0, 1, 0, 1, 0]

    def test_begins_anew_with_a_new_day(self, member):
        practice = self.due(member, date(2026, 3, 20))
        nudge_editors(at=AT)
        PracticePage.objects.filter(pk=practice.pk).update(review_by_date=date(2026, 3, 25))

        assert nudge_editors(at=AT) == 1

    def test_says_nothing_of_what_is_hidden_or_archived(self, member):
        make_private(self.due(member, date(2026, 3, 1)))
        self.due(member, date(2026, 3, 1), archived_on=AT.date(), archive_reason="replaced")

        assert nudge_editors(at=AT) == 0

    def test_asks_the_database_nothing_more_for_what_was_told(self, member):
        self.due(member, date(2026, 3, 1))
        nudge_editors(at=AT)
        with CaptureQueriesContext(connection) as few:
            nudge_editors(at=AT)
        for _ in range(3):
            self.due(member, date(2026, 3, 1))
        nudge_editors(at=AT)

        with CaptureQueriesContext(connection) as many:
            nudge_editors(at=AT)

        assert len(many) == len(few)


class TestAdoptions:
    def test_are_answered_by_mail_to_the_other_side(self, member):
        practice = PracticePageFactory(lead_organisation=member.organisation, title="Circle")
        adopter = MemberFactory()
        adoption = AdoptionFactory(practice=practice, organisation=adopter.organisation)

        answer_adoption(adoption=adoption, by=member.user, dispute="Not so.", at=AT)

        notice = Notice.objects.get()
        assert notice.person == adopter.user
        assert "disputed" in notice.subject
        assert "Not so." in notice.text
