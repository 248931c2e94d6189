"""The instruments find what they are for: without this, a clean result would mean nothing."""

import pytest

from tests.accessibility.browsing import NARROW, Reading, new_context

pytestmark = pytest.mark.browser

BAD_PAGE = """<!DOCTYPE html><html><head><title>Bad</title></head><body>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color: #aaa; background: #fff">Faint</p>
<a href="/a" style="position: absolute; top: 100px">a</a>
<a href="/b" style="position: absolute; top: 102px">b</a>
<a href="/hidden" hidden>c</a>
<div style="width: 700px">Wide</div>
<script>undefinedFunction()</script></body></html>"""


@pytest.fixture
def reading(browser):
    context = new_context(browser, "http://localhost")
    context.route("**/bad", lambda route: route.fulfill(body=BAD_PAGE, content_type="text/html"))
    opened = Reading(context)
    opened.page.set_viewport_size(NARROW)
    opened.page.goto("/bad")
    yield opened
    context.close()


class TestReading:
    def test_finds_what_wcag_2_2_aa_forbids(self, reading):
        rules = {found.partition(":")[0] for found in reading.violations()}

        assert rules == {"html-has-lang", "image-alt", "color-contrast", "target-size"}

    def test_measures_how_far_a_page_scrolls_sideways(self, reading):
        assert reading.overflow() > 300

    def test_remembers_what_the_browser_complains_of(self, reading):
        assert "undefinedFunction is not defined" in reading.complaints

    def test_tells_visible_links_from_hidden_ones(self, reading):
        assert reading.visible_links() == {"/a", "/b"}
