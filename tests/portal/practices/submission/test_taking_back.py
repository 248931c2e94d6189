"""A draft is deleted by its own people, and one that was sent is taken back from the moderators."""

import pytest
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from home.answers import TooLateError
from home.services.moderation import READINGS
from portal.organisations.models import OrganisationTrust
from portal.organisations.who_may import NotAMemberError
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.drafts import draft_of, review_of
from portal.practices.submission.services import InReviewError, save_answers, send_submission
from portal.practices.submission.taking_back import (
    NotWithModeratorsError,
    PublishedError,
    delete_draft,
    withdraw_submission,
)
from portal.users.models import Notice
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import AT, complete, submission_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def submission(member):
    return complete(submission_of(member))


@pytest.fixture
def moderator(submission):
    return UserFactory(role=Role.MODERATOR)


def fresh(submission):
    return Submission.objects.get(pk=submission.pk)


def send(submission, member):
    send_submission(submission=submission, by=member.user, at=AT)


def withdraw(submission, by):
    withdraw_submission(submission=fresh(submission), by=by, at=AT)


def decide(task_state, moderator, action):
    """What Wagtail's pages do with a moderator's button, on the state that they have read."""
    task_state.task.specific.on_action(task_state, moderator, action)


class TestDeleteDraft:
    def test_leaves_nothing_but_a_line_in_the_log(self, submission, member):
        delete_draft(submission=submission, by=member.user)

        assert not PracticePage.objects.exists()
        assert not Submission.objects.exists()
        entry = PageLogEntry.objects.get(action="wagtail.delete")
        assert (entry.user, entry.page_id) == (member.user, submission.practice_id)

    def test_is_open_while_changes_are_asked_for(self, submission, member, moderator):
        send(submission, member)
        fresh(submission).practice.current_workflow_task_state.reject(user=moderator)

        delete_draft(submission=fresh(submission), by=member.user)

        assert not PracticePage.objects.exists()

    def test_refuses_what_moderators_have(self, submission, member):
        send(submission, member)

        with pytest.raises(InReviewError):
            delete_draft(submission=fresh(submission), by=member.user)

        assert PracticePage.objects.exists()

    def test_refuses_what_was_published_even_if_it_was_taken_off(
        self, submission, member, moderator
    ):
        send(submission, member)
        for _ in READINGS:
            fresh(submission).practice.current_workflow_task_state.approve(user=moderator)
        fresh(submission).practice.unpublish()

        with pytest.raises(PublishedError):
            delete_draft(submission=fresh(submission), by=member.user)

    def test_refuses_somebody_who_does_not_act_for_the_organisation(self, submission):
        with pytest.raises(NotAMemberError):
            delete_draft(submission=submission, by=UserFactory())

        assert PracticePage.objects.exists()


class TestWithdrawSubmission:
    def test_makes_it_a_draft_that_can_be_changed_and_sent_again(self, submission, member):
        send(submission, member)

        withdraw(submission, member.user)

        assert not review_of(fresh(submission)).is_waiting
        assert fresh(submission).sent_at is None
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
        save_answers(
            submission=fresh(submission),
            answers={"problem": "Other hours."},
            by=member.user,
            base=draft_of(submission).revision_id,
        )
        send(fresh(submission), member)
        assert review_of(fresh(submission)).task == READINGS[0]

    def test_keeps_every_word_of_the_text(self, submission, member):
        send(submission, member)
        before = draft_of(submission).page.problem

        withdraw(submission, member.user)

        assert draft_of(submission).page.problem == before

    def test_tells_the_moderators_once(self, submission, member, moderator):
        send(submission, member)

        withdraw(submission, member.user)
        with pytest.raises(NotWithModeratorsError):
            withdraw(submission, member.user)

        told = Notice.objects.filter(key__startswith="withdrawn:")
        assert [notice.person for notice in told] == [moderator]
        assert "was taken back by its author" in told.get().subject

    def test_refuses_what_moderators_answered_meanwhile(self, submission, member, moderator):
        send(submission, member)
        fresh(submission).practice.current_workflow_task_state.reject(user=moderator)

        with pytest.raises(NotWithModeratorsError):
            withdraw(submission, member.user)

        assert review_of(fresh(submission)).needs_changes

    def test_refuses_what_a_trusted_organisation_published_first(self, submission, member):
        OrganisationTrust.objects.create(organisation=member.organisation, reason="Five good.")
        send(submission, member)

        with pytest.raises(NotWithModeratorsError):
            withdraw(submission, member.user)

        assert review_of(fresh(submission)).is_waiting

    def test_refuses_what_was_approved_to_the_end_meanwhile(self, submission, member, moderator):
        send(submission, member)
        for _reading in READINGS:
            decide(fresh(submission).practice.current_workflow_task_state, moderator, "approve")

        with pytest.raises(NotWithModeratorsError):
            withdraw(submission, member.user)

        assert fresh(submission).practice.live

    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_leaves_no_answer_to_a_moderator_who_comes_later(
        self, submission, member, moderator, action
    ):
        send(submission, member)
        for _reading in READINGS[1:]:
            decide(fresh(submission).practice.current_workflow_task_state, moderator, "approve")
        seen = fresh(submission).practice.current_workflow_task_state
        assert seen.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        withdraw(submission, member.user)

        with pytest.raises(TooLateError):
            decide(seen, moderator, action)

        assert not fresh(submission).practice.live
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
        assert seen.status == TaskState.STATUS_CANCELLED

    def test_refuses_somebody_who_does_not_act_for_the_organisation(self, submission, member):
        send(submission, member)

        with pytest.raises(NotAMemberError):
            withdraw(submission, UserFactory())

        assert review_of(fresh(submission)).is_waiting
