"""People recognise what they are signed in with."""

import pytest

from portal.users.browsers import browser_in_words

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0"


class TestBrowserInWords:
    @pytest.mark.parametrize(
        ("user_agent", "words"),
        [
            (
                f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36",
                "Chrome on Windows",
            ),
            (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 Edg/139.0", "Edge on Windows"),
            (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36", "Chrome on Android"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
                "Firefox on Linux",
            ),
            ("Example Browser 1.0 (Example OS)", "Example Browser 1.0 (Example OS)"),
            ("", ""),
        ],
    )
    def test_names_the_browser_and_the_device(self, user_agent, words):
        assert browser_in_words(user_agent) == words
