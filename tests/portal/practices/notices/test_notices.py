"""What waits for members is told to each of them once, and no mail is lost or held back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.organisations.models import Organisation
from portal.practices.models import Notice, PracticePage
from portal.practices.notices.mailing import MOST_TRIES, mail_next_notice
from portal.practices.notices.review_nudges import nudge_editors
from portal.practices.notices.services import Message, notify_members
from portal.practices.services.adopting import answer_adoption
from tests.factories.adoptions import AdoptionFactory, MemberFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = Message(
    key="news:1", subject="News\nof two lines", text="It is so.", path="/x/", reason="you asked."
)


@pytest.fixture
def member():
    return MemberFactory()


def tell(member, **options):
    own = Organisation.objects.filter(pk=member.organisation_id)
    return notify_members(organisations=own, message=TOLD, at=AT, **options)


class TestNotifyMembers:
    def test_tells_each_who_acts_for_it_once(self, member):
        MemberFactory(organisation=member.organisation)
        MemberFactory()

        assert tell(member) == 2
        assert tell(member) == 0
        assert Notice.objects.count() == 2

    def test_tells_somebody_who_joined_later(self, member):
        tell(member)
        MemberFactory(organisation=member.organisation)

        assert tell(member) == 1

    def test_leaves_out_who_did_it_and_who_closed_their_account(self, member):
        MemberFactory(organisation=member.organisation, user=UserFactory(is_active=False))

        assert tell(member, but=member.user) == 0

    def test_is_undone_with_the_change_that_it_tells_of(self, member):
        with transaction.atomic():
            tell(member)
            transaction.set_rollback(True)

        assert not Notice.objects.exists()


class TestMailNextNotice:
    def test_says_what_where_and_why(self, member, settings):
        settings.SITE_URL = "https://practice.example"
        tell(member)

        assert mail_next_notice(at=AT)

        (sent,) = mail.outbox
        assert sent.to == [member.user.email]
        assert sent.subject == "News of two lines"
        assert "It is so." in sent.body
        assert "https://practice.example/x/" in sent.body
        assert "you asked." in sent.body
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
        assert sent.extra_headers["Message-ID"].endswith("@practice.example>")

    def test_sends_each_once(self, member):
        tell(member)

        assert [mail_next_notice(at=AT), mail_next_notice(at=AT)] == [True, False]
        assert not mail_next_notice(at=AT + timedelta(days=1))
        assert len(mail.outbox) == 1

    def test_repeats_what_a_dying_process_may_not_have_sent(self, member, settings):
        tell(member)
        # Killed between writing the next try down and hearing from the mail server.
        settings.EMAIL_BACKEND = "tests.portal.practices.notices.dying.Backend"
        with pytest.raises(SystemExit):
            mail_next_notice(at=AT)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

        assert not mail_next_notice(at=AT)
        assert mail_next_notice(at=AT + timedelta(minutes=2))
        assert len(mail.outbox) == 1

    @pytest.mark.django_db(transaction=True)
    def test_has_no_transaction_open_while_it_sends(self, settings):
        tell(MemberFactory())
        settings.EMAIL_BACKEND = "tests.portal.practices.notices.watching.Backend"

        assert mail_next_notice(at=AT)
        assert Notice.objects.get().mailed_at == AT

    def test_tries_again_later_and_gives_up_in_the_end(self, member, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        tell(member)

        later = AT
        for _ in range(MOST_TRIES):
            assert mail_next_notice(at=later)
            assert not mail_next_notice(at=later)
            later += timedelta(days=1)

        assert not mail_next_notice(at=later)
        assert Notice.objects.get().mailed_at is None

    def test_sends_nothing_to_a_closed_account(self, member):
        tell(member)
        member.user.is_active = False
        member.user.save()

        assert mail_next_notice(at=AT)
        assert mail.outbox == []
        assert not Notice.objects.exists()


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
