"""Pages that stand between two others, and pages for when something went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from portal.practices.models.shortlist import MAX_NOTE
from tests.access.answers import Reader
from tests.accessibility.browsing import NARROW, Reading, new_context, sign_in
from tests.factories.users import PASSWORD, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def stranger(browser, address):
    """A window of somebody who has never been here."""
    context = new_context(browser, address)
    yield Reading(context)
    context.close()


def _ask_for_a_code(page):
    page.goto(reverse("account_request_login_code"))
    page.get_by_label("Email address").fill("nobody@example.org")
    page.get_by_role("button", name="Email me a code").click()


def _sign_up(page):
    page.goto(reverse("account_signup"))
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()


def _sign_in_with_a_password(page, email):
    page.goto(reverse("account_login"))
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def _assert_sound_at_any_width(reading):
    assert reading.violations() == []
    reading.page.set_viewport_size(NARROW)
    assert reading.violations() == []
    assert reading.overflow() == 0
    assert reading.complaints == []


class TestCodePage:
    @pytest.mark.parametrize(
        ("ask", "name"),
        [
            (_ask_for_a_code, "account_confirm_login_code"),
            (_sign_up, "account_email_verification_sent"),
        ],
    )
    def test_passes_as_it_is_and_with_a_wrong_code(self, stranger, ask, name):
        ask(stranger.page)

        stranger.page.wait_for_url("**" + reverse(name))
        _assert_sound_at_any_width(stranger)
        stranger.page.get_by_label("Code").fill("WRONG")
        stranger.page.get_by_role("button", name="Continue").click()
        stranger.page.wait_for_selector(".govuk-error-summary")
        _assert_sound_at_any_width(stranger)


class TestSecondStepPage:
    def test_passes_as_it_is_and_with_a_wrong_code(self, stranger, world):
        administrator = world.people[Reader.ADMINISTRATOR]

        _sign_in_with_a_password(stranger.page, administrator.email)

        stranger.page.wait_for_url("**" + reverse("mfa_authenticate"))
        _assert_sound_at_any_width(stranger)
        stranger.page.get_by_label("Code").fill("000000")
        stranger.page.get_by_role("button", name="Sign in").click()
        stranger.page.wait_for_selector(".govuk-error-summary")
        _assert_sound_at_any_width(stranger)


class TestPageToNameASearch:
    @pytest.mark.parametrize(
        "path", ["account/searches/save/?q=people", "account/searches/{saved_search_id}/"]
    )
    def test_passes_without_a_name(self, windows, world, path):
        reading = windows(Reader.PROVIDER)
        reading.page.goto(world.address(path))

        # A name is proposed, so a form that is sent as it is has no errors.
        reading.page.get_by_label("Name of this search").fill("")
        reading.page.get_by_role("button", name="Save", exact=True).click()

        reading.page.wait_for_selector(".govuk-error-summary")
        _assert_sound_at_any_width(reading)


class TestShortlist:
    def test_passes_with_a_note_that_is_too_long(self, windows, world):
        reading = windows(Reader.PROVIDER)
        reading.page.goto(world.address("shortlist/"))

        reading.page.get_by_label("Your note").first.fill("x" * (MAX_NOTE + 1))
        reading.page.get_by_role("button", name="Save note").first.click()

        reading.page.wait_for_selector(".govuk-error-summary")
        _assert_sound_at_any_width(reading)


class TestPageToChooseAFirstPassword:
    def test_passes_as_it_is_and_with_errors(self, browser, address):
        person = UserFactory(password=None)
        context = new_context(browser, address, session_key=sign_in(person))
        reading = Reading(context)

        reading.page.goto(reverse("account_set_password"))

        assert reading.page.get_by_role("heading", name="Choose a password").count() == 1
        _assert_sound_at_any_width(reading)
        reading.page.get_by_role("button", name="Save password").click()
        reading.page.wait_for_selector(".govuk-error-summary")
        _assert_sound_at_any_width(reading)
        context.close()


class TestErrorPage:
    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
    def test_passes(self, stranger, name):
        request = RequestFactory().get("/")
        page = render_to_string(f"{name}.html", request=request)
        stranger.page.route("**/went-wrong", lambda route: route.fulfill(body=page))

        stranger.page.goto("/went-wrong")

        _assert_sound_at_any_width(stranger)
