"""Every door leads to the one sign-in page, keeps the way back, and closes to guessing."""

import pytest
from django.urls import reverse

from portal.users.roles import Role
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

DOORS = ["/cms/login/", "/django-admin/login/", "/_util/login/"]
UNSAFE = [
    "//evil.example",
    "https://evil.example/cms/",
    "https:evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "///evil.example",
]


@pytest.fixture
def _limits(settings):
    # The other tests sign in too often for the limits that people get.
    settings.ACCOUNT_RATE_LIMITS = {}


def _sign_in(client, email, password, **query):
    return client.post(
        reverse("account_login", query=query), {"login": email, "password": password, **query}
    )


@pytest.mark.parametrize("door", DOORS)
class TestDoor:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_leads_to_the_sign_in_page_and_keeps_the_way_back(self, client, door, method):
        response = getattr(client, method)(f"{door}?next=/cms/pages/")

        assert response.status_code == 302
        assert response.headers["Location"] == "/accounts/login/?next=/cms/pages/"

    def test_signs_nobody_in_with_a_password_posted_to_it(self, client, door):
        user = UserFactory(role=Role.ADMINISTRATOR)

        client.post(door, {"username": user.email, "login": user.email, "password": PASSWORD})

        assert "_auth_user_id" not in client.session

    def test_says_no_to_somebody_who_was_refused_where_they_came_from(self, client, door):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        response = client.get(f"{door}?next=/cms/")

        assert response.status_code == 403

    def test_leads_somebody_who_has_signed_in_to_the_front_page(self, client, door):
        client.force_login(UserFactory())

        response = client.get(door)

        assert response.headers["Location"] == "/"


class TestPageBehindADoor:
    @pytest.mark.parametrize("path", ["/cms/", "/django-admin/", "/cms/pages/"])
    def test_sends_nobody_round_in_a_circle(self, client, path):
        client.force_login(UserFactory(role=Role.COMMISSIONER))

        response = client.get(path, follow=True)

        assert response.status_code == 403
        assert "You cannot see this page" in response.text

    @pytest.mark.parametrize("path", ["/cms/password_reset/", "/cms/password_reset/done/"])
    def test_resets_no_password_beside_the_account_pages(self, client, path):
        response = client.get(path)

        assert response.status_code == 404


class TestWayBack:
    def test_is_followed_after_signing_in(self, client):
        user = UserFactory()

        response = _sign_in(client, user.email, PASSWORD, next="/accounts/sessions/")

        assert response.headers["Location"] == "/accounts/sessions/"

    @pytest.mark.parametrize("target", UNSAFE)
    def test_never_leaves_the_site(self, client, target):
        user = UserFactory()

        response = _sign_in(client, user.email, PASSWORD, next=target)

        assert response.status_code == 302
        assert response.headers["Location"] == "/"

    @pytest.mark.parametrize("target", UNSAFE)
    def test_never_leaves_the_site_after_signing_out(self, client, target):
        client.force_login(UserFactory())

        response = client.post(reverse("account_logout"), {"next": target})

        assert response.headers["Location"] == "/"


@pytest.mark.usefixtures("_limits")
class TestRateLimit:
    def test_refuses_the_right_password_after_five_wrong_ones(self, client):
        user = UserFactory()
        for _attempt in range(5):
            _sign_in(client, user.email, "not the password")

        response = _sign_in(client, user.email, PASSWORD)

        assert response.status_code == 200
        assert "Too many tries" in response.text
        assert "_auth_user_id" not in client.session

    def test_leaves_other_accounts_alone(self, client):
        user, other = UserFactory(), UserFactory()
        for _attempt in range(5):
            _sign_in(client, user.email, "not the password")

        response = _sign_in(client, other.email, PASSWORD)

        assert response.status_code == 302

    @pytest.mark.parametrize(
        ("name", "limit"), [("account_signup", 20), ("account_reset_password", 20)]
    )
    def test_answers_429_and_says_how_long_to_wait(self, client, name, limit):
        for number in range(limit):
            client.post(reverse(name), {"email": f"reader{number}@example.org"})

        response = client.post(reverse(name), {"email": "one-more@example.org"})

        assert response.status_code == 429
        assert response.headers["Retry-After"] == "300"
        assert "Wait 5 minutes" in response.text

    def test_sends_an_address_five_resets_a_day(self, client, outbox_dir):
        user = UserFactory()
        for _attempt in range(8):
            client.post(reverse("account_reset_password"), {"email": user.email})

        assert len(list(outbox_dir.iterdir())) == 5

    def test_is_counted_by_the_address_that_a_trusted_proxy_saw(self, client, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
        for number in range(20):
            forged = {"x-forwarded-for": f"192.0.2.{number}"}
            client.post(reverse("account_signup"), headers=forged)

        response = client.post(
            reverse("account_signup"), headers={"x-forwarded-for": "198.51.100.1"}
        )

        assert response.status_code == 429
