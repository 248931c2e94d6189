"""Moderation is told by notices: to readers what waits, to authors what was decided, and nothing
by Wagtail beside them.
"""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page

from home.services.site import ensure_site
from portal.practices.models import Submission
from portal.practices.submission.services import send_submission
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import sent_to_moderators
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def moderator():
    ensure_site(site_url="http://testserver")
    return UserFactory(role=Role.MODERATOR)


@pytest.fixture
def sent(member, moderator):
    return sent_to_moderators(member, at=AT)


def reading(submission):
    return Page.objects.get(pk=submission.practice_id).current_workflow_task_state


def told(person):
    return list(person.notices.order_by("pk").values_list("kind", "subject"))


class TestReaders:
    def test_learn_of_what_waits_for_them(self, sent, moderator, member):
        ((kind, subject),) = told(moderator)

        assert kind == "reading"
        assert subject == f"“{sent.practice.title}” waits for you to read it"
        assert moderator.notices.get().path == reverse(
            "wagtailadmin_pages:edit", args=[sent.practice_id]
        )
        assert told(member.user) == []

    def test_learn_of_each_reading_but_of_their_own_doing(self, sent, moderator):
        colleague = UserFactory(role=Role.MODERATOR)
        reading(sent).approve(user=moderator)

        assert (len(told(moderator)), len(told(colleague))) == (1, 1)


class TestAuthors:
    def test_learn_that_it_is_published(self, sent, moderator, member):
        while (state := reading(sent)) is not None:
            state.approve(user=moderator)

        assert told(member.user) == [("results", f"“{sent.practice.title}” is published")]

    def test_learn_what_to_change_each_time(self, sent, moderator, member):
        reading(sent).reject(user=moderator, comment="Who measured it?")
        send_submission(submission=Submission.objects.get(pk=sent.pk), by=member.user, at=AT)
        reading(sent).reject(user=moderator, comment="And when?")

        first, second = member.user.notices.order_by("pk")
        assert "Who measured it?" in first.text
        assert "And when?" in second.text
        assert first.path == f"/share/{sent.pk}/"
        assert not first.can_be_turned_off

    def test_are_not_told_what_they_decided_themselves(self, sent, member):
        reading(sent).reject(user=member.user, comment="Not yet.")

        assert told(member.user) == []


class TestWagtail:
    def test_sends_no_mail_of_its_own(self, sent, moderator):
        UserFactory(role=Role.ADMINISTRATOR)
        reading(sent).approve(user=moderator)
        reading(sent).reject(user=moderator, comment="Who measured it?")

        assert Notice.objects.exists()
        assert mail.outbox == []
