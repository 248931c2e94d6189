"""Text that somebody wrote on a phone and the portal never got: it is still there afterwards."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.practices.models import Submission
from portal.practices.submission.drafts import draft_of
from portal.practices.submission.services import save_answers
from portal.users.models import User
from tests.access.answers import Reader
from tests.accessibility.browsing import Reading, new_context, sign_in
from tests.factories.organisations import MembershipFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PROBLEM = "What was the problem?"
WRITTEN = "People left because of their hours."
NOTE = "We brought back what you wrote here"


@pytest.fixture
def reading(browser, address, world):
    """A window of a provider who has begun to tell a practice, at the page on its story."""
    key = sign_in(world.people[Reader.PROVIDER])
    context = new_context(browser, address, session_key=key)
    reading = Reading(context)
    page = reading.page
    page.goto(reverse("submission_start"))
    page.get_by_label("What do you call it?").fill("Staff choose their shifts")
    page.get_by_label("What is it, in one sentence?").fill("Care workers pick their shifts.")
    page.get_by_label("Running").check()
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/story/")
    yield reading
    context.close()


def saved_problem() -> str:
    """What the newest revision of the newest practice says was the problem."""
    practice = Submission.objects.latest("pk").practice
    return str(practice.get_latest_revision_as_object().problem)


def sign_in_here(page: Page, person: User) -> None:
    """The same browser, with all that it keeps, in the hands of another person."""
    name = settings.SESSION_COOKIE_NAME
    root = page.evaluate("window.location.origin")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": sign_in(person), "url": root}])


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(lambda url: not url.endswith("/story/"))


class TestWrittenByWhoWasRemoved:
    @pytest.mark.parametrize("has_scripts", [True, False])
    def test_can_be_downloaded_as_a_file(self, browser, address, world, reading, has_scripts):
        context = new_context(
            browser,
            address,
            session_key=sign_in(world.people[Reader.PROVIDER]),
            has_scripts=has_scripts,
        )
        page = context.new_page()
        page.goto(reading.page.url)
        page.get_by_label(PROBLEM).fill(WRITTEN)
        Submission.objects.latest("pk").organisation.memberships.all().delete()
        page.get_by_role("button", name="Save and continue").click()

        with page.expect_download() as started:
            page.get_by_role("link", name="Download what you wrote as a text file").click()

        assert started.value.suggested_filename == "what-you-wrote.txt"
        assert started.value.path().read_text(encoding="utf-8") == WRITTEN
        context.close()


class TestKeptText:
    def test_comes_back_after_the_page_was_left_without_saving(self, reading):
        page = reading.page
        page.get_by_label(PROBLEM).fill(WRITTEN)

        page.get_by_role("link", name="All tasks").click()
        page.go_back()
        page.reload()

        expect(page.get_by_label(PROBLEM)).to_have_value(WRITTEN)
        expect(page.get_by_text(NOTE)).to_be_visible()
        assert reading.violations() == []
        assert reading.overflow() == 0
        save(page)
        assert WRITTEN in saved_problem()

    def test_comes_back_after_the_connection_was_lost_while_it_was_sent(self, reading):
        page, address = reading.page, reading.page.url
        page.get_by_label(PROBLEM).fill(WRITTEN)
        page.context.set_offline(True)
        page.get_by_role("button", name="Save and continue").click()
        page.wait_for_url("chrome-error://**")

        page.context.set_offline(False)
        page.goto(reverse("submission_list"))
        page.goto(address)

        expect(page.get_by_label(PROBLEM)).to_have_value(WRITTEN)

    def test_is_forgotten_once_the_portal_has_it(self, reading):
        page, address = reading.page, reading.page.url
        page.get_by_label(PROBLEM).fill(WRITTEN)
        save(page)

        page.goto(address)

        expect(page.get_by_label(PROBLEM)).to_have_value(WRITTEN)
        expect(page.get_by_text(NOTE)).to_be_hidden()
        assert page.evaluate("Object.keys(localStorage)") == []

    def test_is_thrown_away_when_the_writer_says_so(self, reading):
        page = reading.page
        page.get_by_label(PROBLEM).fill(WRITTEN)
        page.reload()

        page.get_by_role("button", name="Throw it away").click()

        expect(page.get_by_label(PROBLEM)).to_have_value("")
        expect(page.get_by_text(NOTE)).to_be_hidden()

    def test_leaves_the_device_with_its_writer_who_signs_out(self, reading):
        page = reading.page
        page.get_by_label(PROBLEM).fill(WRITTEN)
        page.goto(reverse("submission_start"))
        page.get_by_label("What do you call it?").fill("Staff swap their shifts")
        page.evaluate("localStorage.setItem('cp-kept-text:0:/share/start/', '{}')")

        page.goto(reverse("account_logout"))
        assert len(page.evaluate("Object.keys(localStorage)")) == 3
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(lambda url: not url.endswith(reverse("account_logout")))

        # What a colleague left on the device is theirs.
        assert page.evaluate("Object.keys(localStorage)") == ["cp-kept-text:0:/share/start/"]

    def test_is_not_shown_to_a_colleague_on_the_same_device(self, reading):
        page, address = reading.page, reading.page.url
        page.get_by_label(PROBLEM).fill(WRITTEN)
        colleague = UserFactory()
        MembershipFactory(user=colleague, organisation=Submission.objects.latest("pk").organisation)
        sign_in_here(page, colleague)

        page.goto(address)

        assert page.locator(f"[data-kept-for='{colleague.pk}']").count() == 1
        expect(page.get_by_label(PROBLEM)).to_have_value("")
        expect(page.get_by_text(NOTE)).to_be_hidden()

    def test_does_not_write_over_what_somebody_else_saved_meanwhile(self, reading):
        page = reading.page
        page.get_by_label(PROBLEM).fill(WRITTEN)
        submission = Submission.objects.latest("pk")
        save_answers(
            submission=submission,
            answers={"problem": "Nights were empty."},
            by=submission.started_by,
            base=draft_of(submission).revision_id,
        )
        page.reload()

        page.get_by_role("button", name="Save and continue").click()

        expect(page.get_by_text("Somebody else changed this page").first).to_be_visible()
        expect(page.get_by_label(PROBLEM)).to_have_value(WRITTEN)
        assert "Nights were empty." in saved_problem()
        save(page)
        assert WRITTEN in saved_problem()
