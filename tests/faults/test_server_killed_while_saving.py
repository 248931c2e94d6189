"""The server dies while a provider saves on a phone: no word is lost, and nothing is half there."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

from home.services.site import ensure_site
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.drafts import draft_of
from tests.accessibility.browsing import Reading, new_context, sign_in
from tests.factories.adoptions import MemberFactory
from tests.factories.submissions import complete, submission_of
from tests.faults.web_servers import (
    SAVING_POINTS,
    SENDING_POINTS,
    STARTING_POINTS,
    Death,
    free_port,
    web_server,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "What do you call it?"
PROBLEM = "What was the problem?"
WRITTEN = "People left because of their hours."


@pytest.fixture
def member(database_url):
    ensure_site(site_url="http://localhost")
    return MemberFactory()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def page(browser, member, port) -> Iterator[Page]:
    """A window of the provider."""
    key = sign_in(member.user)
    context = new_context(browser, f"http://localhost:{port}", session_key=key)
    yield Reading(context).page
    context.close()


@pytest.fixture
def submission(member):
    return submission_of(member)


def press_and_see_it_die(page: Page, button: str) -> None:
    """The browser finds no answer: the server was gone before it gave one."""
    with page.expect_event("requestfailed", lambda request: request.method == "POST"):
        page.get_by_role("button", name=button).click(no_wait_after=True)


def come_back(page: Page, address: str) -> None:
    """Open the page again, as somebody does who sees that it did not work."""
    try:
        page.goto(address)
    except Error:
        # The browser was still showing that there is no answer.
        page.goto(address)


def kept_problem(submission: Submission) -> str:
    return str(draft_of(Submission.objects.get(pk=submission.pk)).page.problem)


@pytest.mark.parametrize("point", SAVING_POINTS)
class TestAnswers:
    def test_are_whole_or_untouched_and_are_saved_by_pressing_again(
        self, page, port, submission, point
    ):
        address = reverse("submission_step", args=[submission.pk, "story"])
        with web_server(port, Death(act="saving", point=point)):
            page.goto(address)
            page.get_by_label(PROBLEM).fill(WRITTEN)
            press_and_see_it_die(page, "Save and continue")
        assert (WRITTEN in kept_problem(submission)) is point.startswith("after the commit")

        with web_server(port):
            come_back(page, address)
            expect(page.get_by_label(PROBLEM)).to_have_value(WRITTEN)
            page.get_by_role("button", name="Save and continue").click()
            page.wait_for_url(lambda url: not url.endswith("/story/"))

        assert WRITTEN in kept_problem(submission)


@pytest.mark.parametrize("point", STARTING_POINTS)
class TestANewPractice:
    def test_is_there_once_however_often_the_form_is_sent(self, page, port, member, point):
        with web_server(port, Death(act="starting", point=point)):
            page.goto(reverse("submission_start"))
            page.get_by_label(TITLE).fill("Staff choose their shifts")
            page.get_by_label("What is it, in one sentence?").fill("Workers pick their shifts.")
            page.get_by_label("Running").check()
            press_and_see_it_die(page, "Save and continue")
        assert PracticePage.objects.count() == Submission.objects.count()

        with web_server(port):
            come_back(page, reverse("submission_start"))
            expect(page.get_by_label(TITLE)).to_have_value("Staff choose their shifts")
            page.get_by_role("button", name="Save and continue").click()
            page.wait_for_url("**/story/")

        assert Submission.objects.count() == PracticePage.objects.count() == 1


@pytest.mark.parametrize("point", SENDING_POINTS)
class TestSending:
    def test_hands_it_to_the_moderators_once(self, page, port, member, point):
        ready = complete(submission_of(member))
        address = reverse("submission_send", args=[ready.pk])
        with web_server(port, Death(act="sending", point=point)):
            page.goto(address)
            press_and_see_it_die(page, "Send it to the moderators")
        ready.refresh_from_db()
        has_arrived = point.startswith("after the commit")
        assert (ready.sent_at is not None) is has_arrived
        assert ready.practice.workflow_states.count() == int(has_arrived)

        with web_server(port):
            come_back(page, address)
            button = page.get_by_role("button", name="Send it to the moderators")
            expect(button).to_have_count(0 if has_arrived else 1)
            if not has_arrived:
                button.click()
            expect(page.get_by_text("The moderators have it").first).to_be_visible()

        assert ready.practice.workflow_states.count() == 1
