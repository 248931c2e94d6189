"""Every page passes axe by WCAG 2.2 A and AA in a real browser, in every state it has."""

from urllib.parse import urlsplit

import pytest

from tests.accessibility.browsing import DESKTOP, NARROW
from tests.accessibility.inventory import INVENTORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WITH_ERRORS = [entry for entry in INVENTORY if entry.errors]
WITH_NOTHING = [entry for entry in INVENTORY if entry.empty]


def _open(reading, address, *, width=DESKTOP):
    reading.page.set_viewport_size(width)
    reading.page.goto(address)
    landed = urlsplit(reading.page.url).path
    # A link that sets a password moves its secret from the address to the session.
    assert landed == urlsplit(address).path or landed.endswith("-set-password/")


def _assert_sound(reading):
    page = reading.page
    assert reading.violations() == []
    assert reading.complaints == []
    assert page.locator("h1").count() == 1
    assert page.locator("main#main-content").count() == 1
    assert "Common Practice" in page.title()


@pytest.mark.parametrize("entry", INVENTORY, ids=str)
class TestPage:
    def test_passes_wide_narrow_and_without_scripts(self, windows, world, entry):
        address = world.address(entry)
        reading, without_scripts = windows(entry.reader), windows(entry.reader, has_scripts=False)

        _open(reading, address)
        _assert_sound(reading)
        links = reading.visible_links()
        reading.page.set_viewport_size(NARROW)
        _assert_sound(reading)
        assert reading.overflow() == 0, "The page scrolls sideways at 320 pixels."
        _open(without_scripts, address)
        _assert_sound(without_scripts)
        assert links - without_scripts.visible_links() == set(), "Hidden without scripts."


@pytest.mark.parametrize("entry", WITH_ERRORS, ids=str)
class TestPageWithErrors:
    def test_passes_and_leads_to_what_is_wrong(self, windows, world, entry):
        reading = windows(entry.reader)
        page = reading.page
        _open(reading, world.address(entry))

        for field in page.locator(entry.emptied).all() if entry.emptied else ():
            field.fill("")

        # The button may be behind a line that a reader opens first.
        page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
        page.locator(entry.errors).first.click()

        page.wait_for_selector(".govuk-error-summary")
        _assert_sound(reading)
        assert page.title().startswith("Error:")
        assert reading.is_summary_first()
        assert page.locator(".govuk-error-summary").evaluate("it => it === document.activeElement")
        assert page.locator(".govuk-error-summary a").count() > 0
        assert reading.unmarked_errors() == []


@pytest.mark.parametrize("entry", WITH_NOTHING, ids=lambda entry: entry.empty)
class TestPageWithNothingToShow:
    def test_passes_and_says_what_to_do_next(self, windows, world, entry):
        reading = windows(entry.reader)

        _open(reading, world.address(entry.empty))

        _assert_sound(reading)
        assert reading.page.locator("main a, main button").count() > 0
