"""A moderator answers and the author takes back in one moment, on either database: one of them."""

from collections.abc import Callable

import pytest
from wagtail.models import TaskState, WorkflowState

from home.answers import TooLateError
from home.services.moderation import READINGS
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.taking_back import NotWithModeratorsError, withdraw_submission
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import AT, sent_to_moderators
from tests.factories.users import UserFactory
from tests.shared_database import at_once


@pytest.fixture
def member(database_url):
    return MemberFactory()


@pytest.fixture
def last_reading(member):
    """The state before the last answer, as a moderator's page has read it."""
    sent_to_moderators(member)
    moderator = UserFactory(role=Role.MODERATOR)
    for _reading in READINGS[1:]:
        PracticePage.objects.get().current_workflow_task_state.approve(user=moderator)
    return PracticePage.objects.get().current_workflow_task_state


def won(act: Callable[[], object]) -> bool:
    try:
        act()
    except (TooLateError, NotWithModeratorsError):
        return False
    return True


class TestOneMoment:
    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_has_room_for_an_answer_or_a_taking_back(self, member, last_reading, action):
        moderator, submission = UserFactory(role=Role.MODERATOR), Submission.objects.get()

        def answer() -> bool:
            task = last_reading.task.specific
            return won(lambda: task.on_action(last_reading, moderator, action))

        def take_back() -> bool:
            return won(lambda: withdraw_submission(submission=submission, by=member.user, at=AT))

        answered, taken_back = at_once(answer, take_back)

        assert answered is not taken_back
        ends = {
            "approve": (WorkflowState.STATUS_APPROVED, TaskState.STATUS_APPROVED),
            "reject": (WorkflowState.STATUS_NEEDS_CHANGES, TaskState.STATUS_REJECTED),
        }
        cancelled = (WorkflowState.STATUS_CANCELLED, TaskState.STATUS_CANCELLED)
        end = (WorkflowState.objects.get().status, TaskState.objects.latest("pk").status)
        assert end == (ends[action] if answered else cancelled)
        assert PracticePage.objects.get().live is (answered and action == "approve")

    def test_has_room_for_one_of_two_answers(self, last_reading):
        task = last_reading.task.specific
        moderators = UserFactory.create_batch(2, role=Role.MODERATOR)
        states = [TaskState.objects.get(pk=last_reading.pk) for _moderator in moderators]

        def answer(number: int, action: str) -> bool:
            return won(lambda: task.on_action(states[number], moderators[number], action))

        approved, rejected = at_once(lambda: answer(0, "approve"), lambda: answer(1, "reject"))

        assert approved is not rejected
        assert PracticePage.objects.get().live is approved
