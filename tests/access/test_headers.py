"""Every answer tells the browser what it may do with it, whoever asks and whatever comes of it."""

import pytest

from tests.access.answers import Reader
from tests.access.table import TABLE

ADMIN = ("cms/", "django-admin/")
PAGES = [row for row in TABLE if not row.route.startswith((*ADMIN, "documents/"))]
# Suggestions name public pages alone, in one way for all, and come at each key that is pressed.
SAME_FOR_EVERYBODY = {"api/practices/suggestions/"}
NOT_A_PAGE = ["/nothing-here/", "/?q=%00", "/practices/?page=0"]


def _policy(response):
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in directives if part.strip())}


def _assert_guarded(response):
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert _policy(response)["default-src"] in (["'self'"], ["'none'"])
    assert "frame-ancestors" in _policy(response) or "X-Frame-Options" in response.headers


class TestEveryAnswer:
    @pytest.mark.parametrize("row", TABLE, ids=str)
    @pytest.mark.parametrize("reader", [Reader.ANONYMOUS, Reader.ADMINISTRATOR])
    def test_is_guarded(self, ask, world, row, reader):
        response = ask("GET", world.address(row), reader)

        _assert_guarded(response)

    @pytest.mark.parametrize("address", NOT_A_PAGE)
    def test_is_guarded_where_there_is_no_page(self, ask, address):
        _assert_guarded(ask("GET", address))

    @pytest.mark.parametrize("row", PAGES, ids=str)
    def test_runs_no_script_but_our_files_outside_the_admin(self, ask, world, row):
        policy = _policy(ask("GET", world.address(row), Reader.ADMINISTRATOR))

        assert policy["script-src"] == ["'self'"]
        assert policy["style-src"] == ["'self'"]
        assert policy["frame-ancestors"] == ["'none'"]
        assert policy["object-src"] == ["'none'"]
        assert policy["form-action"] == ["'self'"]
        assert policy["base-uri"] == ["'self'"]

    def test_of_the_admin_may_be_framed_by_the_admin_alone(self, ask):
        policy = _policy(ask("GET", "/cms/", Reader.ADMINISTRATOR))

        assert policy["frame-ancestors"] == ["'self'"]

    def test_is_kept_by_caches_only_where_it_is_the_same_for_everybody(self, ask, world):
        for row in (row for row in TABLE if row.route in SAME_FOR_EVERYBODY):
            address = world.address(row)
            signed_in = ask("GET", address, Reader.PROVIDER)

            assert signed_in.content == ask("GET", address, Reader.ANONYMOUS).content
            assert "Set-Cookie" not in signed_in.headers

    @pytest.mark.parametrize(
        "row", [row for row in TABLE if row.route not in SAME_FOR_EVERYBODY], ids=str
    )
    def test_is_kept_by_no_cache_for_somebody_who_has_signed_in(self, ask, world, row):
        response = ask("GET", world.address(row), Reader.PROVIDER)

        kept = response.headers["Cache-Control"]
        assert "no-store" in kept or "no-cache" in kept


class TestDocument:
    def test_of_readers_runs_nothing(self, ask, world):
        response = ask("GET", f"/documents/{world.words['document']}")

        assert _policy(response)["default-src"] == ["'none'"]
        assert response.headers["Content-Disposition"].startswith(("attachment", "inline"))
