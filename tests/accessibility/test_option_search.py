"""The box above a long list of filters shortens it, keeps what is ticked and sends nothing."""

import pytest
from playwright.sync_api import expect

from tests.access.answers import Reader
from tests.accessibility.browsing import DESKTOP, NARROW
from tests.factories.organisations import AreaFactory
from tests.factories.practices import ThemeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LABEL = "Find in this list: Theme"
PLACES = "Find in this list: Where?"
NUMBER = 14
"""Themes on top of those of the world: a box is put above more than twelve choices."""


@pytest.fixture
def themes(world):
    """Themes that nothing is filed under yet."""
    return [ThemeFactory(name=f"Garden number {number}") for number in range(NUMBER)]


@pytest.fixture
def reading(windows, themes):
    """The search page in a window of somebody who has not signed in."""
    reading = windows(Reader.ANONYMOUS)
    reading.page.set_viewport_size(DESKTOP)
    reading.page.goto("/practices/")
    return reading


def choice(reading, name):
    """The checkbox of a filter, whether it is shown or not."""
    return reading.page.get_by_label(name, exact=False)


class TestOptionSearch:
    def test_shortens_the_list_and_says_how_many_are_left(self, reading):
        box = reading.page.get_by_label(LABEL)

        box.fill("garden number 1")

        group = reading.page.locator("fieldset").filter(has=box)
        # Number 1 and 10 to 13.
        expect(group.get_by_role("checkbox")).to_have_count(5)
        expect(group.get_by_role("status")).to_have_text("5 in the list")
        assert reading.violations() == []
        reading.page.set_viewport_size(NARROW)
        assert reading.overflow() == 0
        assert reading.complaints == []

    def test_keeps_what_is_ticked_and_shows_all_again(self, reading):
        box = reading.page.get_by_label(LABEL)
        box.fill("garden number 13")
        choice(reading, "Garden number 13").check()

        box.fill("garden number 2")

        expect(choice(reading, "Garden number 13")).to_be_visible()
        expect(choice(reading, "Garden number 11")).to_be_hidden()
        box.fill("")
        expect(choice(reading, "Garden number 11")).to_be_visible()

    def test_sends_nothing_when_enter_is_pressed(self, reading):
        box = reading.page.get_by_label(LABEL)
        box.fill("garden number 13")

        box.press("Enter")

        choice(reading, "Garden number 13").check()
        assert reading.page.url.endswith("/practices/")
        reading.page.get_by_role("button", name="Apply filters").click()
        reading.page.wait_for_url("**/practices/?*theme=*")


class TestInAForm:
    def test_shortens_the_places_of_an_early_notice(self, windows, world):
        for number in range(NUMBER):
            AreaFactory(name=f"Garden town {number}")
        reading = windows(Reader.COMMISSIONER)
        reading.page.set_viewport_size(DESKTOP)
        reading.page.goto("/early-notices/new/")
        box = reading.page.get_by_label(PLACES)

        box.fill("garden town 13")
        choice(reading, "Garden town 13").check()
        box.fill("garden town 2")

        expect(choice(reading, "Garden town 13")).to_be_visible()
        expect(choice(reading, "Garden town 11")).to_be_hidden()
        assert reading.violations() == []
        assert reading.complaints == []

    def test_shows_all_places_without_scripts(self, windows, world):
        AreaFactory(name="Garden town")
        reading = windows(Reader.COMMISSIONER, has_scripts=False)
        reading.page.goto("/early-notices/new/")

        expect(reading.page.get_by_label(PLACES)).to_have_count(0)
        expect(choice(reading, "Garden town")).to_be_visible()
