"""Production settings as a browser meets them: a process of its own with collected files."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from tests.deployment import ENVIRONMENT

SCRIPT = """
import json
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client

call_command("collectstatic", interactive=False, verbosity=0)
# Tables as the models say, which is quicker than all the migrations: what counts is the answers.
settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)

browser = Client(raise_request_exception=False)
host = {"host": "portal.example.org"}
page = browser.get("/accounts/login/", secure=True, headers=host)
print(json.dumps({
    "status": page.status_code,
    "headers": dict(page.headers),
    "cookies": [cookie.OutputString() for cookie in page.cookies.values()],
    "plain": browser.get("/accounts/login/", headers=host).headers.get("Location"),
    "health": browser.get("/healthz", headers=host).status_code,
    "missing": browser.get("/nothing-here/", secure=True, headers=host).content.decode(),
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
                settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
    "debug": settings.DEBUG,
    "hasher": settings.PASSWORD_HASHERS[0],
    "limits": settings.ACCOUNT_RATE_LIMITS,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> dict:
    """What a process with production settings, a new database and collected files answers."""
    folder = tmp_path_factory.mktemp("production")
    environment = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME")},
        **ENVIRONMENT,
        "SEARCH_ENGINE_URL": f"tantivy://{folder}/search",
        "DATA_DIR": str(folder),
        "MEDIA_ROOT": f"{folder}/media",
    }

    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


class TestProduction:
    def test_shows_the_sign_in_page(self, production):
        assert production["status"] == 200

    def test_keeps_every_cookie_to_this_host_and_to_https(self, production):
        assert production["cookies"]
        for cookie in production["cookies"]:
            assert cookie.startswith("__Host-")
            assert "Secure" in cookie
            assert "SameSite=Lax" in cookie
            assert "Path=/" in cookie
            assert "Domain" not in cookie

    def test_keeps_the_session_from_scripts(self, production):
        assert production["session"] == ["__Host-session", True, True, "Lax"]

    def test_asks_browsers_for_https_for_a_year(self, production):
        policy = production["headers"]["Strict-Transport-Security"]

        assert policy == "max-age=31536000; includeSubDomains; preload"

    def test_sends_http_to_https(self, production):
        assert production["plain"] == "https://portal.example.org/accounts/login/"

    def test_answers_a_health_check_without_https(self, production):
        assert production["health"] == 200

    def test_shows_nothing_of_its_inside(self, production):
        assert production["debug"] is False
        assert "Page not found" in production["missing"]
        assert "urlpatterns" not in production["missing"]

    def test_hashes_passwords_with_argon2_and_limits_guesses(self, production):
        assert production["hasher"].endswith("Argon2PasswordHasher")
        assert production["limits"] is not False
