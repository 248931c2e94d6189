"""A moderator who answers too late reads who was first, and keeps what they wrote."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from portal.practices.models import PracticePage
from portal.users.roles import Role
from tests.factories.submissions import sent_to_moderators
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

COMMENT = "Whose hours did you count?"


@pytest.fixture
def state():
    """The first reading, as a page that a moderator has open shows it."""
    sent_to_moderators(at=timezone.now())
    return PracticePage.objects.get().current_workflow_task_state


@pytest.fixture
def moderator(client, state):
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


def answer(client, state, action, **sent):
    page = PracticePage.objects.get()
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": COMMENT}, follow=True, **sent)


class TestLateAnswer:
    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("approved", "Ada Fox approved this reading before you."),
            ("rejected", "Ada Fox requested changes before you."),
            ("cancelled", "it was taken back before your answer came in."),
        ],
    )
    def test_is_told_what_happened_and_loses_no_word(self, moderator, state, status, words):
        first = UserFactory(role=Role.MODERATOR, first_name="Ada", last_name="Fox")
        TaskState.objects.filter(pk=state.pk).update(status=status, finished_by=first)

        page = text_of(answer(moderator, state, "reject"))

        assert f"Staff choose their shifts: {words} Your answer was not counted." in page
        assert f"You wrote: “{COMMENT}”" in page

    def test_changes_nothing(self, moderator, state):
        state.approve(user=UserFactory(role=Role.MODERATOR))

        answer(moderator, state, "reject")

        now = PracticePage.objects.get().current_workflow_state
        assert (now.status, now.current_task_state.status) == ("in_progress", "in_progress")

    def test_in_a_window_of_its_own_leads_to_the_list_of_what_waits(self, moderator, state):
        state.approve(user=UserFactory(role=Role.MODERATOR))

        told = answer(moderator, state, "reject", headers={"x-requested-with": "XMLHttpRequest"})

        queue = reverse("wagtailadmin_home")
        assert told.json() == {"step": "success", "redirect": queue}
        assert "approved this reading before you." in text_of(moderator.get(queue))


class TestAnswer:
    def test_with_what_cannot_be_printed_is_refused_beside_the_comment(self, moderator, state):
        headers = {"x-requested-with": "XMLHttpRequest"}
        page = PracticePage.objects.get()
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])

        told = moderator.post(address, {"comment": "bell \x07"}, headers=headers).json()

        assert "Take out the characters that cannot be printed." in told["html"]
        assert "bell \x07" in told["html"]
        state.refresh_from_db()
        assert state.status == TaskState.STATUS_IN_PROGRESS
