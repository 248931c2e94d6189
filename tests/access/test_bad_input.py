"""What no browser of a reader sends gets a plain refusal, and never a failure of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

NULL = "a\x00b"
FORMS = ["account_login", "account_signup", "account_reset_password", "subscribe_start"]
LISTS = ["organisation_list", "theme_list", "area_list", "tender_list", "subscribe_start"]


@pytest.fixture
def browser() -> Client:
    """A reader's browser that shows errors as pages, as the real one does."""
    return Client(raise_request_exception=False)


class TestNullByte:
    @pytest.mark.parametrize(
        "address", ["/practices/?q=a%00b", "/?%00=1", "/a%00b/", "/organisations/a%00b/"]
    )
    def test_in_an_address_is_refused(self, browser, address):
        assert browser.get(address).status_code == 400

    @pytest.mark.parametrize("name", FORMS)
    @pytest.mark.parametrize("field", ["email", "login", "next", "password"])
    def test_in_a_form_is_refused(self, browser, name, field):
        assert browser.post(reverse(name), {field: NULL}).status_code == 400

    @pytest.mark.parametrize("name", FORMS)
    def test_in_an_urlencoded_form_is_refused(self, browser, name):
        response = browser.post(
            reverse(name), "email=a%00b", content_type="application/x-www-form-urlencoded"
        )

        assert response.status_code == 400

    def test_in_a_cookie_is_refused(self, browser, settings):
        cookie = f'{settings.SESSION_COOKIE_NAME}="\\000aaaaaaaaaaaaaaaa"'

        response = browser.get("/accounts/login/", headers={"cookie": cookie})

        assert response.status_code == 400

    def test_in_a_file_is_let_through(self, browser):
        file = SimpleUploadedFile("picture.png", b"\x89PNG\x00\x00")

        response = browser.post(reverse("account_login"), {"picture": file})

        assert response.status_code == 200


class TestHost:
    @pytest.mark.parametrize(
        "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b"]
    )
    def test_of_another_site_is_refused(self, browser, host):
        response = browser.get("/accounts/password/reset/", headers={"host": host})

        assert response.status_code == 400

    def test_forwarded_by_nobody_we_trust_is_not_believed(self, browser):
        response = browser.get(
            "/cms/", headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
        )

        assert response.headers["Location"].startswith("/")


class TestMethod:
    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("method", ["TRACE", "CONNECT", "NONSENSE"])
    def test_that_no_page_knows_is_refused(self, browser, name, method):
        assert browser.generic(method, reverse(name)).status_code == 405


class TestQuery:
    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("page", ["0", "-1", "100000000000000000000", "abc", "٣", "", "1e3"])
    def test_with_any_page_number_gets_a_page(self, browser, name, page):
        response = browser.get(reverse(name), {"page": page})

        assert response.status_code in (200, 404)

    @pytest.mark.parametrize("raw", ["q=%ff%fe", "%ff=1", "q=%ed%a0%80", "=&&=&", "q[]=1", "q=%"])
    def test_that_is_not_utf_8_gets_a_page(self, browser, raw):
        response = browser.get(f"/organisations/?{raw}")

        assert response.status_code == 200

    def test_with_too_many_fields_is_refused(self, browser):
        response = browser.get("/organisations/?" + "&".join(f"a{n}=1" for n in range(2_001)))

        assert response.status_code == 400

    @hypothesis_settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        name=st.sampled_from(["kind", "sector", "letter", "page", "theme", "area", "q", "next"]),
        value=st.text(max_size=200),
        list_name=st.sampled_from(LISTS),
    )
    def test_of_any_text_never_fails(self, browser, name, value, list_name):
        # Words on the board need its index; tests/search/test_tender_views.py tries those.
        assume((list_name, name) != ("tender_list", "q"))

        response = browser.get(reverse(list_name), {name: value})

        assert response.status_code < 500


class TestPath:
    @pytest.mark.parametrize(
        "path", ["/%ff/", "/organisations/%ff/", "/organisations/../../etc/passwd/", "/%2e%2e/"]
    )
    def test_that_is_not_ours_is_not_found(self, browser, path):
        assert browser.get(path).status_code in (400, 404)

    @pytest.mark.parametrize(
        "path",
        [
            "/tenders/99999999999999999999999/",
            "/tenders/99999999999999999999999/consortium/",
            "/documents/99999999999999999999999/a.pdf",
            "/email-updates/manage/" + "a" * 2_000 + "/",
            "/email-updates/confirm/é/",
        ],
    )
    def test_with_a_number_that_is_too_large_never_fails(self, browser, path):
        assert browser.get(path).status_code < 500
