"""The search box as a combobox: by keyboard, by mouse, read out, and sound while it is open."""

import pytest
from playwright.sync_api import expect

from tests.access.answers import Reader
from tests.accessibility.browsing import DESKTOP, NARROW

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def reading(windows):
    """The front page in a window of somebody who has not signed in."""
    reading = windows(Reader.ANONYMOUS)
    reading.page.set_viewport_size(DESKTOP)
    reading.page.goto("/")
    return reading


def typed(reading, text):
    """Type into the search box and wait for the suggestions."""
    box = reading.page.get_by_role("combobox", name="What are you looking for?")
    box.press_sequentially(text)
    reading.page.wait_for_selector("[role=option]")
    return box


class TestSearchBox:
    def test_is_sound_while_its_list_is_open(self, reading):
        typed(reading, "rochdale")
        reading.page.keyboard.press("ArrowDown")

        assert reading.violations() == []
        reading.page.set_viewport_size(NARROW)
        assert reading.violations() == []
        assert reading.overflow() == 0
        assert reading.complaints == []

    def test_says_how_many_there_are_and_which_one_is_chosen(self, reading):
        box = typed(reading, "rochdale")
        options = reading.page.get_by_role("option")

        expect(box).to_have_attribute("aria-expanded", "true")
        expect(reading.page.get_by_role("status").last).to_contain_text("suggestion")
        expect(options.first).to_have_attribute("aria-selected", "false")
        box.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        chosen = options.first.get_attribute("id")
        expect(box).to_have_attribute("aria-activedescendant", chosen)

    def test_goes_to_what_is_chosen_by_the_keyboard(self, reading):
        box = typed(reading, "rochdale")
        box.press("ArrowUp")

        box.press("Enter")

        reading.page.wait_for_url("**/areas/rochdale/")

    def test_goes_to_what_is_clicked(self, reading):
        typed(reading, "rochdale")

        reading.page.get_by_role("option").last.click()

        reading.page.wait_for_url("**/areas/rochdale/")

    def test_searches_for_the_words_while_nothing_is_chosen(self, reading):
        box = typed(reading, "rochdale")

        box.press("Enter")

        reading.page.wait_for_url("**/practices/?q=rochdale")

    def test_closes_with_escape_and_keeps_the_words(self, reading):
        box = typed(reading, "rochdale")

        box.press("Escape")

        expect(box).to_have_attribute("aria-expanded", "false")
        expect(box).to_have_value("rochdale")
        expect(reading.page.get_by_role("option")).to_have_count(0)
