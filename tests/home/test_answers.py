"""A moderator who answers too late reads who was first, and keeps what they wrote."""

import json

import pytest
from bs4 import BeautifulSoup
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
TYPED = "input[name]:not([type=checkbox], [type=radio], [type=submit])"


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


def press(client, shown, name="approve", **sent):
    """Press a button of the editor as it was shown, which the script of Wagtail names like this."""
    form = BeautifulSoup(shown.content, "html.parser").select_one("form[data-edit-form]")
    told = {field["name"]: field.get("value", "") for field in form.select(TYPED)}
    told |= {area["name"]: area.text for area in form.select("textarea[name]")}
    told |= {
        option.find_parent("select")["name"]: option["value"]
        for option in form.select("select[name] option[selected]")
    }
    pressed = {"action-workflow-action": "true", "workflow-action-name": name}
    return client.post(shown.request["PATH_INFO"], {**told, **pressed, **sent}, follow=True)


def readings():
    """How each reading of the practice stands, in their order."""
    return list(TaskState.objects.order_by("pk").values_list("status", flat=True))


class TestButtonOfAnOldPage:
    @pytest.fixture
    def shown(self, moderator):
        """The editor, as it was when the first reading waited."""
        page = PracticePage.objects.get()
        return moderator.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    def test_answers_the_reading_that_it_shows(self, moderator, shown):
        press(moderator, shown)

        assert readings() == ["approved", "in_progress"]

    def test_answers_no_reading_that_came_after_it(self, moderator, state, shown):
        first = UserFactory(role=Role.MODERATOR, first_name="Ada", last_name="Fox")
        state.approve(user=first)
        extra = json.dumps({"comment": COMMENT})

        page = text_of(press(moderator, shown, **{"workflow-action-extra-data": extra}))

        assert "Ada Fox approved this reading before you. Your answer was not counted." in page
        assert f"You wrote: “{COMMENT}”" in page
        assert readings() == ["approved", "in_progress"]

    def test_writes_nothing_over_what_the_author_sent_again(self, moderator, state, shown):
        practice = PracticePage.objects.get()
        practice.current_workflow_state.cancel(user=state.workflow_state.requested_by)
        practice.problem = "Told better."
        newer = practice.save_revision()
        practice.get_workflow().start(practice, state.workflow_state.requested_by)

        page = text_of(press(moderator, shown))

        assert "it was taken back before your answer came in." in page
        assert readings() == ["cancelled", "in_progress"]
        assert PracticePage.objects.get().latest_revision == newer

    @pytest.mark.parametrize("reading", ["", "no number", "0", "9" * 30])
    def test_that_names_no_reading_is_as_wagtail_has_it(self, moderator, shown, reading):
        press(moderator, shown, reading=reading)

        assert readings() == ["approved", "in_progress"]


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
