"""The first page of the admin tells a moderator what waits, and one menu leads to all of it."""

import pytest
from django.urls import reverse

from home.moderators_work import work_waiting_for
from home.services.site import ensure_site
from portal.users.roles import Role
from tests.factories.organisations import OrganisationClaimFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    ensure_site(site_url="http://testserver")


@pytest.fixture
def moderator():
    return UserFactory(role=Role.MODERATOR)


def waiting_for(moderator):
    return [(str(kind.label), kind.number) for kind in work_waiting_for(moderator)]


class TestWorkWaitingFor:
    def test_counts_each_kind_that_waits(self, moderator):
        OrganisationClaimFactory.create_batch(2)
        RemarkFactory(is_reported=True)
        RemarkFactory()

        assert waiting_for(moderator) == [
            ("People who ask to act for an organisation", 2),
            ("Reported questions and comments", 1),
        ]

    def test_leads_to_lists_of_what_waits_alone(self, client, moderator):
        reported = RemarkFactory(is_reported=True, text="Rude words")
        RemarkFactory(text="Kind words")
        client.force_login(moderator)

        [kind] = work_waiting_for(moderator)
        page = text_of(client.get(kind.url))

        assert reported.text in page
        assert "Kind words" not in page


class TestFirstPageOfTheAdmin:
    def test_tells_a_moderator_what_waits(self, client, moderator):
        OrganisationClaimFactory()
        client.force_login(moderator)

        page = text_of(client.get(reverse("wagtailadmin_home")))

        assert "People who ask to act for an organisation</a>: 1" in page

    def test_says_when_nothing_waits(self, client, moderator):
        client.force_login(moderator)

        assert "Nothing waits for you now." in text_of(client.get(reverse("wagtailadmin_home")))

    def test_tells_a_provider_nothing_of_it(self, client):
        OrganisationClaimFactory()
        client.force_login(UserFactory(role=Role.PROVIDER))

        assert "waits for you" not in text_of(client.get(reverse("wagtailadmin_home")))
