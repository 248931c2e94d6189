"""Somebody brings an organisation in, or asks to act for one that is here."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.services.site import ensure_site
from portal.organisations.models import Organisation, OrganisationClaim
from portal.users.roles import Role
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import (
    OrganisationClaimFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    OrganisationNameFactory,
)
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NEW = "/account/organisations/new/"
FORM = {"name": "Ada's Home Help", "kind": "provider", "legal_form": "Sole trader"}


@pytest.fixture
def person(client):
    user = UserFactory(first_name="Ada")
    client.force_login(user)
    return user


class TestAddingAnOrganisation:
    @pytest.mark.parametrize("page", ["review_ask", "review_list", "adoption_declare"])
    def test_is_linked_where_one_is_needed(self, client, person, page):
        args = [PracticePageFactory().pk] if page == "adoption_declare" else []

        address = reverse(page, args=args)

        assert f'href="{NEW}?next={address}"' in text_of(client.get(address))

    def test_of_a_commissioner_asks_how_somebody_acts_for_it(self, client, person):
        form = {"name": "Example Council", "kind": "commissioner"}

        response = client.post(NEW, form, follow=True)

        assert response.request["PATH_INFO"].endswith("/example-council/claim/")
        assert "a moderator checks that" in text_of(response)
        assert "Commissioner" not in text_of(client.get("/account/"))

    def test_takes_a_name_and_a_kind(self, client, person):
        form = {"name": "Ada's Home Help", "kind": "provider"}

        response = client.post(NEW, form, follow=True)

        assert response.request["PATH_INFO"] == "/organisations/adas-home-help/"
        assert "you are its owner" in text_of(response)
        assert "Provider owner: Ada&#x27;s Home Help" in text_of(client.get("/account/"))

    @pytest.mark.parametrize(
        ("asked", "reached"),
        [
            ("/share/", "/share/"),
            ("https://elsewhere.example/", "/organisations/adas-home-help/"),
            ("//elsewhere.example/", "/organisations/adas-home-help/"),
            ("javascript:alert(1)", "/organisations/adas-home-help/"),
        ],
    )
    def test_leads_back_to_what_somebody_wanted_on_this_site_alone(
        self, client, person, asked, reached
    ):
        response = client.post(f"{NEW}?next={asked}", FORM)

        assert response.url == reached

    def test_shows_who_has_its_number_already(self, client, person):
        OrganisationIdentifierFactory(organisation__name="Be Caring", number="01234567")
        form = {**FORM, "company_number": "1234567", "is_none_of_these": "on"}

        text = text_of(client.post(NEW, form))

        assert "“Be Caring” has this number here. Check yours, or ask to act for that one." in text
        assert "ask to act for Be Caring" in text
        assert not Organisation.objects.filter(name=FORM["name"]).exists()

    def test_keeps_the_numbers_that_it_is_given(self, client, person):
        client.post(NEW, {**FORM, "charity_number": "1234567"})

        (number,) = Organisation.objects.get(name=FORM["name"]).identifiers.all()
        assert number.org_id == "GB-CHC-1234567"

    def test_asks_first_whether_it_is_here_under_an_old_name(self, client, person):
        OrganisationNameFactory(organisation__name="Be Caring", name="CASA")

        text = text_of(client.post(NEW, {**FORM, "name": "Casa Ltd"}))

        assert "Is it one of these?" in text
        assert "ask to act for Be Caring" in text
        assert 'value="Casa Ltd"' in text
        assert Organisation.objects.count() == 1

    def test_goes_on_when_it_is_none_of_these(self, client, person):
        OrganisationFactory(name="Be Caring")
        form = {**FORM, "name": "Be Caring Bury", "is_none_of_these": "on"}

        assert client.post(NEW, form).status_code == 302

    def test_makes_no_second_one_of_the_same_name(self, client, person):
        OrganisationFactory(name="Be Caring")
        form = {**FORM, "name": "be caring", "is_none_of_these": "on"}

        text = text_of(client.post(NEW, form))

        assert "An organisation with this name is here. Ask to act for it." in text
        assert Organisation.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"name": ""}, "Enter its name."),
            ({"name": "x" * 201}, "at most 200 characters"),
            ({"name": "A\x07b"}, "characters that cannot be printed"),
            ({"name": "<script>"}, "Take out the signs &lt; and &gt;."),
            ({"kind": "magic"}, "is not one of the available choices"),
            ({"area": "999999"}, "not one of the available choices"),
            ({"description": "x" * 1001}, "at most 1000 characters"),
        ],
        ids=str,
    )
    def test_keeps_the_text_and_makes_nothing_when_refused(
        self, client, person, caplog, change, message
    ):
        caplog.set_level(logging.INFO)

        text = text_of(client.post(NEW, {**FORM, **change}))

        assert message in text
        assert "Sole trader" in text
        assert not Organisation.objects.exists()
        assert "form.refused" in caplog.text
        assert "Sole trader" not in caplog.text


class TestClaiming:
    def test_answers_the_same_whoever_acts_for_it(self, client, person):
        free, taken = OrganisationFactory(name="Same"), MemberFactory().organisation
        Organisation.objects.filter(pk=taken.pk).update(name="Name")
        answers = []
        for organisation in (free, taken):
            address = reverse("organisation_claim", args=[organisation.slug])
            page = text_of(client.get(address)).replace(organisation.slug, "")
            said = text_of(client.post(address, {"reason": "I manage it."}, follow=True))
            answers.append((page.replace("Same", "Name").split("csrf")[0], "We have your" in said))

        assert answers[0] == answers[1]
        assert OrganisationClaim.objects.count() == 2

    def test_needs_words(self, client, person):
        address = reverse("organisation_claim", args=[OrganisationFactory().slug])

        assert "Say how you act for it." in text_of(client.post(address, {"reason": ""}))

    def test_is_no_way_for_a_member(self, client):
        member = MemberFactory()
        client.force_login(member.user)
        address = reverse("organisation_claim", args=[member.organisation.slug])

        text = text_of(client.post(address, {"reason": "Again."}))

        assert "You act for this organisation already." in text


class TestAnsweringAClaim:
    @pytest.fixture
    def claim(self, client):
        ensure_site(site_url="http://testserver")
        client.force_login(UserFactory(role=Role.MODERATOR))
        return OrganisationClaimFactory()

    @staticmethod
    def address(action, *arguments):
        return reverse(f"wagtailsnippets_organisations_organisationclaim:{action}", args=arguments)

    def test_is_done_in_the_admin(self, client, claim):
        assert "I manage it." in text_of(client.get(self.address("edit", claim.pk)))

        form = {"decision": "approved", "why": "We rang them."}
        client.post(self.address("edit", claim.pk), form)

        claim.refresh_from_db()
        assert (claim.status, claim.answer) == ("approved", "We rang them.")
        assert claim.organisation.memberships.get().user == claim.claimant

    @pytest.mark.parametrize(
        ("form", "message"),
        [({"decision": "refused", "why": ""}, "Say why."), ({"why": "x"}, "Choose yes or no.")],
        ids=str,
    )
    def test_needs_an_answer_and_a_reason(self, client, claim, form, message):
        text = text_of(client.post(self.address("edit", claim.pk), form))

        claim.refresh_from_db()
        assert message in text
        assert claim.status == "waiting"

    def test_is_given_once(self, client, claim):
        for decision in ("refused", "approved"):
            form = {"decision": decision, "why": "We rang them."}
            client.post(self.address("edit", claim.pk), form)

        claim.refresh_from_db()
        assert claim.status == "refused"
        assert not claim.organisation.memberships.exists()

    def test_is_not_for_the_moderator_who_asked(self, client, claim):
        client.force_login(claim.claimant)
        claim.claimant.groups.add(Group.objects.get(name=Role.MODERATOR.value))

        form = {"decision": "approved", "why": "It is me."}
        text = text_of(client.post(self.address("edit", claim.pk), form))

        claim.refresh_from_db()
        assert "Another moderator answers it." in text
        assert claim.status == "waiting"
