"""Owners rename their organisation, and everybody still finds it by what it was called."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.organisations.editing.name_forms import MOST_SHORT_FORMS
from portal.organisations.editing.naming import MOST_FORMER
from portal.organisations.models import Organisation, OrganisationName
from portal.organisations.models.membership import MembershipRole
from portal.organisations.models.organisation import NameKind
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks.loop import run_job
from tasks.schedule import SCHEDULE
from tests.factories.adoptions import MemberFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/account/organisations/circle/names/"


@pytest.fixture
def organisation(client):
    member = MemberFactory(organisation__slug="circle", organisation__name="HMR Circle")
    client.force_login(member.user)
    return member.organisation


def rename(client, name="Rochdale Circle", short_forms=""):
    return client.post(ADDRESS, {"name": name, "short_forms": short_forms})


def names_of(organisation, kind):
    return set(organisation.other_names.filter(kind=kind).values_list("name", flat=True))


class TestRenaming:
    def test_keeps_the_address_and_makes_the_old_name_a_former_one(self, client, organisation):
        assert rename(client).url == "/organisations/circle/"

        organisation.refresh_from_db()
        assert organisation.name == "Rochdale Circle"
        assert names_of(organisation, NameKind.FORMER) == {"HMR Circle"}
        assert ModelLogEntry.objects.filter(action="wagtail.edit").exists()

    def test_lets_search_find_its_practices_by_the_old_and_the_new_name(self, client, organisation):
        PracticePageFactory(title="Members meet", lead_organisation=organisation)
        rebuild_index(at=timezone.now(), engine=current_engine())
        rename(client, name="Pennine Neighbours")
        (job,) = (job for job in SCHEDULE if job.task == "tasks.indexing.drain_outbox")
        assert run_job(job)

        for words in ("HMR Circle", "Pennine Neighbours"):
            found = re.sub("<[^>]+>", "", text_of(client.get("/practices/", {"q": words})))
            assert "Members meet" in found

    def test_back_to_the_old_name_leaves_no_name_twice(self, client, organisation):
        rename(client)
        rename(client, name="HMR Circle")

        assert names_of(organisation, NameKind.FORMER) == {"Rochdale Circle"}

    def test_changes_short_forms_without_a_new_name(self, client, organisation):
        OrganisationName.objects.create(organisation=organisation, name="HC", kind="acronym")
        rename(client, name="HMR Circle", short_forms="HMRC group\n HC \nHC\n")
        assert names_of(organisation, NameKind.ACRONYM) == {"HC"}
        assert names_of(organisation, NameKind.VARIANT) == {"HMRC group"}

        rename(client, name="HMR Circle", short_forms="HMRC group")

        assert names_of(organisation, NameKind.ACRONYM) == set()

    @pytest.mark.parametrize("name", ["be caring ltd", "CASA", "Be  Caring"])
    def test_refuses_a_name_of_another_organisation(self, client, organisation, name):
        other = OrganisationFactory(name="Be Caring")
        OrganisationName.objects.create(organisation=other, name="CASA", kind="former")

        answer = rename(client, name=name)

        assert "Another organisation here is called" in text_of(answer)
        assert reverse("organisation_claim", args=[other.slug]) in text_of(answer)
        assert Organisation.objects.get(pk=organisation.pk).name == "HMR Circle"

    def test_refuses_a_short_form_of_another_organisation_at_its_field(self, client, organisation):
        OrganisationFactory(name="Be Caring")

        answer = rename(client, name="HMR Circle", short_forms="Be Caring")

        assert "Another organisation" in answer.context["form"].errors["short_forms"][0]

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"name": "…"}, "Write a name with letters or numbers."),
            ({"name": ""}, "Write the name."),
            ({"name": "a" * 201}, "at most 200"),
            (
                {"short_forms": "\n".join(map(str, range(MOST_SHORT_FORMS + 1)))},
                f"Give at most {MOST_SHORT_FORMS}",
            ),
            ({"short_forms": "?!"}, "is no name"),
            ({"name": "<b>Circle</b>"}, "Error:"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_changes_nothing(
        self, client, organisation, fields, message
    ):
        answer = text_of(rename(client, **fields))

        assert message in answer
        assert not organisation.other_names.exists()

    def test_is_for_owners_alone(self, client, organisation):
        editor = MembershipFactory(
            organisation=organisation, user=UserFactory(), role=MembershipRole.EDITOR
        )
        client.force_login(editor.user)

        assert "Only owners change the name." in text_of(client.get(ADDRESS))
        assert rename(client).status_code == 403
        assert Organisation.objects.get(pk=organisation.pk).name == "HMR Circle"

    def test_ends_where_it_becomes_a_game(self, client, organisation):
        for number in range(MOST_FORMER):
            OrganisationName.objects.create(
                organisation=organisation, name=f"Name {number}", kind="former"
            )

        assert "It was renamed very often." in text_of(rename(client))
