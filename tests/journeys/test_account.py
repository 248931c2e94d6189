"""Somebody looks at their account, says who they are, and sees what they may do."""

import logging
import re

import pytest

from home.services.site import ensure_site
from portal.organisations.models.membership import MembershipRole
from portal.users.roles import Role
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.users import UserFactory, authenticator_app_of, passkey_of
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def read(client, address="/account/"):
    return text_of(client.get(address))


class TestAccount:
    def test_shows_roles_organisations_and_how_it_is_kept(self, client, person):
        organisation = OrganisationFactory(name="Example Home Care")
        MembershipFactory(user=person, organisation=organisation, role=MembershipRole.EDITOR)
        authenticator_app_of(person)
        passkey_of(person)

        text = read(client)

        assert "Provider editor: Example Home Care" in text
        assert "You use an authenticator app." in text
        assert "You have 1 passkey or security key." in text
        assert "/accounts/sessions/" in text

    def test_is_reached_from_every_page(self, client, person):
        assert 'href="/account/"' in read(client, "/organisations/")

    def test_says_what_a_reader_without_a_role_can_do(self, client, person):
        assert "You act for no organisation here." in read(client)


class TestWhatOneHas:
    def test_is_linked_and_opens_for_somebody_without_a_role(self, client, person):
        links = own_links(client)

        assert "/consortia/" not in links
        assert "/voices/waiting/" not in links
        assert {"/share/", "/shortlist/", "/account/searches/", "/account/emails/"} <= set(links)
        assert {client.get(link).status_code for link in links} == {200}

    def test_holds_the_teams_of_somebody_who_acts_for_an_organisation(self, client, person):
        MembershipFactory(user=person)

        assert "/consortia/" in own_links(client)
        assert client.get("/consortia/").status_code == 200

    def test_holds_the_voices_of_a_moderator(self, client):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.MODERATOR))

        assert "/voices/waiting/" in own_links(client)
        assert client.get("/voices/waiting/").status_code == 200


def own_links(client):
    """The addresses in the list of what the reader has."""
    _before, part = read(client).split("What you have here")
    return re.findall('href="([^"]+)"', part.split("</ul>")[0])


class TestAboutYou:
    def test_changes_name_and_description(self, client, person):
        form = {"name": " Ada Example ", "describes_as": "family-supporter"}
        client.post("/account/about-you/", form)

        text = read(client)

        assert "Ada Example" in text
        assert "Family member or friend who supports somebody" in text

    def test_takes_both_back(self, client, person):
        client.post("/account/about-you/", {"name": "Ada", "describes_as": "worker"})
        client.post("/account/about-you/", {"name": "", "describes_as": ""})

        person.refresh_from_db()
        assert (person.get_full_name(), person.describes_as) == ("", "")

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"name": "x" * 151}, "at most 150 characters"),
            ({"name": "Ada\x07"}, "characters that cannot be printed"),
            ({"name": "<b>Ada</b>"}, "Take out the signs &lt; and &gt;."),
            ({"describes_as": "king"}, "is not one of the available choices"),
        ],
        ids=str,
    )
    def test_keeps_the_text_and_changes_nothing_when_refused(
        self, client, person, caplog, change, message
    ):
        caplog.set_level(logging.INFO)
        form = {"name": "Grace", "describes_as": "worker", **change}

        text = text_of(client.post("/account/about-you/", form))

        person.refresh_from_db()
        assert message in text
        assert ("Grace" in text) is ("name" not in change)
        assert (person.first_name, person.describes_as) == ("", "")
        assert "form.refused" in caplog.text
        assert "Grace" not in caplog.text
