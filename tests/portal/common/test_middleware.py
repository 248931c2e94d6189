"""Guards around every request keep out what no database can store and keep pages private."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from portal.common.middleware import (
    AdminContentSecurityPolicy,
    DoNotStorePagesOfSignedInPeople,
    RefuseNullBytes,
)


def served(request):
    return HttpResponse("served")


class TestRefuseNullBytes:
    @pytest.mark.parametrize(
        "address",
        ["/practices/?q=a%00b", "/practices/?%00=a", "/practices/%00/"],
        ids=["a value", "a name", "the path"],
    )
    def test_answers_400_to_an_address_with_one(self, rf, address):
        response = RefuseNullBytes(served)(rf.get(address))

        assert response.status_code == 400
        assert b"Remove it and try again" in response.content

    def test_answers_400_to_a_form_with_one(self, rf):
        response = RefuseNullBytes(served)(rf.post("/", {"email": "a\x00@example.org"}))

        assert response.status_code == 400

    def test_answers_400_to_a_cookie_with_one(self, rf):
        rf.cookies["theme"] = "a\x00b"

        assert RefuseNullBytes(served)(rf.get("/")).status_code == 400

    @pytest.mark.parametrize("address", ["/?q=100%25+of+hours", "/?q=%E2%80%9Ccare%E2%80%9D", "/"])
    def test_lets_everything_else_through(self, rf, address):
        assert RefuseNullBytes(served)(rf.get(address)).content == b"served"

    def test_lets_a_file_hold_any_byte(self, rf):
        file = SimpleUploadedFile("a.bin", b"\x00\x01")

        assert RefuseNullBytes(served)(rf.post("/", {"file": file})).content == b"served"


class TestAdminContentSecurityPolicy:
    @pytest.mark.parametrize("path", ["/cms/", "/cms/pages/3/edit/", "/django-admin/"])
    def test_allows_the_admin_its_inline_parts(self, rf, path):
        response = AdminContentSecurityPolicy(served)(rf.get(path))

        assert "'unsafe-inline'" in response._csp_replace["script-src"]

    @pytest.mark.parametrize("path", ["/", "/practices/cms/", "/cms"])
    def test_allows_nobody_else_anything(self, rf, path):
        response = AdminContentSecurityPolicy(served)(rf.get(path))

        assert not hasattr(response, "_csp_replace")


class TestDoNotStorePagesOfSignedInPeople:
    def test_forbids_caches_for_a_session(self, rf, settings):
        rf.cookies[settings.SESSION_COOKIE_NAME] = "abc"

        response = DoNotStorePagesOfSignedInPeople(served)(rf.get("/"))

        assert response["Cache-Control"] == "private, no-store"

    def test_leaves_public_pages_alone(self, rf):
        response = DoNotStorePagesOfSignedInPeople(served)(rf.get("/"))

        assert "Cache-Control" not in response

    def test_leaves_what_a_page_says_itself(self, rf, settings):
        def stored(request):
            return HttpResponse(headers={"Cache-Control": "max-age=60"})

        rf.cookies[settings.SESSION_COOKIE_NAME] = "abc"

        response = DoNotStorePagesOfSignedInPeople(stored)(rf.get("/"))

        assert response["Cache-Control"] == "max-age=60"
