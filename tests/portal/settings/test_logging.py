"""What may stand in a log line."""

from portal.settings.parts.logging import _without_secrets


class TestWithoutSecrets:
    def test_keeps_method_and_path(self):
        event = _without_secrets(None, "info", {"request": "GET /practices/"})

        assert event["request"] == "GET /practices/"

    def test_drops_what_people_searched_for(self):
        event = _without_secrets(None, "info", {"request": "GET /practices/?q=my+mother+jane"})

        assert event["request"] == "GET /practices/"

    def test_hides_tokens_that_open_something(self):
        token = "d0b493c7f0fe4672a39445d15e790d7e.yXl35wbocri916qtO7rxV4JIwd88"

        event = _without_secrets(None, "info", {"request": f"POST /email-updates/confirm/{token}/"})

        assert token not in str(event)

    def test_drops_the_browser(self):
        event = _without_secrets(None, "info", {"request": "GET /", "user_agent": "a phone"})

        assert "user_agent" not in event
