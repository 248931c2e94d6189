"""The API answers as its own description says, with public facts alone."""

import json

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.practices.enums import Confirmation, LinkKind
from portal.practices.models import PracticeLink
from portal.practices.open_data.openapi import openapi
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.adoptions import AdoptionFactory, AdoptionResultFactory
from tests.factories.import_files import AT
from tests.factories.organisations import (
    AreaFactory,
    DeclaredServiceFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    OrganisationNameFactory,
)
from tests.factories.practices import (
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    ThemeFactory,
    make_private,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    area = AreaFactory(slug="bury", name="Bury", parent=AreaFactory(slug="north", name="North"))
    practice = PracticePageFactory(
        title="Members lead", areas=[area], themes=[ThemeFactory(slug="pay")], licence="CC BY 4.0"
    )
    ImpactClaimFactory(practice=practice)
    FindingFactory(practice=practice)
    adoption = AdoptionFactory(practice=practice, area=area)
    AdoptionResultFactory(adoption=adoption)
    OrganisationNameFactory(organisation=practice.lead_organisation, name="Once called")
    return practice


def validator_for(name):
    """Checks values against one schema of the API's own description."""
    document = openapi()
    # The schemas name each other from the root of the document.
    return jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )


def addresses():
    """Path and name of the schema of each operation that answers with JSON."""
    for path, item in openapi()["paths"].items():
        content = item["get"]["responses"]["200"]["content"].get("application/json", {})
        if "schema" in content:
            yield path, content["schema"]["$ref"].rpartition("/")[2]


def body_of(answer):
    return json.loads(answer.getvalue())


class TestDescription:
    @pytest.mark.parametrize(("path", "schema"), list(addresses()))
    def test_fits_what_is_answered(self, client, practice, path, schema):
        rebuild_index(at=AT, engine=current_engine())

        answer = body_of(client.get(path.replace("{pk}", str(practice.pk))))

        assert list(validator_for(schema).iter_errors(answer)) == []
        assert answer.get("total", 1)

    def test_is_served_with_the_address_of_this_site(self, client, settings):
        settings.SITE_URL = "https://practice.example"

        document = client.get("/api/v1/openapi.json").json()

        assert document["openapi"] == "3.1.0"
        assert document["servers"] == [{"url": "https://practice.example"}]

    def test_is_a_page_for_people_too(self, client):
        page = client.get("/api/").content.decode()

        assert "/api/v1/practices/{pk}/" in page
        assert "You need no key" in page

    def test_names_every_filter_of_the_search(self):
        parameters = openapi()["paths"]["/api/v1/practices/"]["get"]["parameters"]

        assert {"q", "theme", "area", "evidence", "page"} <= {one["name"] for one in parameters}


class TestPractice:
    def test_is_told_whole(self, client, practice):
        answer = client.get(f"/api/v1/practices/{practice.pk}/").json()

        assert answer["record"]["title"] == "Members lead"
        assert answer["record"]["areas"] == ["bury"]
        assert answer["licence"] == "CC BY 4.0"
        assert answer["adoptions"]["sentence"].startswith("1 organisation")
        assert answer["adoptions"]["organisations"][0]["results"]

    def test_counts_no_disputed_adoption(self, client, practice):
        AdoptionFactory(practice=practice, confirmation=Confirmation.DISPUTED, dispute="No.")

        adoptions = client.get(f"/api/v1/practices/{practice.pk}/").json()["adoptions"]

        assert adoptions["sentence"].startswith("1 organisation")
        assert [row["dispute"] for row in adoptions["organisations"]].count("No.") == 1

    def test_names_no_practice_that_is_hidden(self, client, practice):
        hidden = PracticePageFactory()
        PracticeLink.objects.create(practice=practice, to=hidden, kind=LinkKind.COMPARE_WITH)
        shown = client.get(f"/api/v1/practices/{practice.pk}/").json()["record"]["links"]
        make_private(hidden)

        links = client.get(f"/api/v1/practices/{practice.pk}/").json()["record"]["links"]

        assert [len(shown), len(links)] == [1, 0]

    def test_is_not_there_when_it_is_not_public(self, client, practice):
        make_private(practice)

        answer = client.get(f"/api/v1/practices/{practice.pk}/")

        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert list(validator_for("Problem").iter_errors(answer.json())) == []

    def test_is_not_sent_again_while_it_stays_the_same(self, client, practice):
        address = f"/api/v1/practices/{practice.pk}/"
        tag = client.get(address).headers["ETag"]

        assert client.get(address, headers={"if-none-match": tag}).status_code == 304


class TestLists:
    @pytest.mark.parametrize("page", ["0", "x", "99", "-1", "9" * 400])
    def test_name_a_page_that_is_not_there(self, client, page):
        answer = client.get("/api/v1/themes/", {"page": page})

        assert answer.status_code == 400
        assert answer.json()["parameter"] == "page"

    def test_lead_from_page_to_page(self, client, monkeypatch):
        monkeypatch.setattr("portal.practices.open_data.views.PER_PAGE", 2)
        OrganisationFactory.create_batch(3)

        first = client.get("/api/v1/organisations/").json()
        second = client.get(first["next"]).json()

        assert [len(first["results"]), len(second["results"])] == [2, 1]
        assert (second["next"], bool(second["previous"])) == ("", True)

    def test_tell_the_services_that_organisations_show_and_no_others(self, client):
        shown = DeclaredServiceFactory(
            is_public=True,
            is_registered=True,
            cqc_location_id="1-145996910",
            regulated_activities=["personal-care"],
        )
        shown.areas.add(AreaFactory(slug="bury"))
        DeclaredServiceFactory(organisation=shown.organisation)

        told = client.get("/api/v1/organisations/").json()

        (service,) = told["results"][0]["services"]
        assert service["service"] == shown.service_type.slug
        assert (service["cpv_code"], service["areas"]) == ("85312000", ["bury"])
        assert (service["cqc_location_id"], service["cqc_provider_id"]) == ("1-145996910", "")
        assert service["regulated_activities"] == ["personal-care"]
        assert list(validator_for("Organisations").iter_errors(told)) == []

    def test_name_organisations_as_data_elsewhere_does(self, client):
        OrganisationIdentifierFactory(number="01234567")

        told = client.get("/api/v1/organisations/").json()

        assert told["results"][0]["identifiers"] == ["GB-COH-01234567"]
        assert list(validator_for("Organisations").iter_errors(told)) == []

    def test_say_what_lies_in_what(self, client, practice):
        areas = client.get("/api/v1/areas/").json()["results"]

        assert {area["slug"]: area["parent"] for area in areas} == {"bury": "north", "north": ""}

    @pytest.mark.parametrize("path", ["organisations", "themes", "areas"])
    def test_ask_the_database_as_often_for_many_as_for_few(self, client, practice, path):
        address = f"/api/v1/{path}/"
        DeclaredServiceFactory(is_public=True)
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(3):
            PracticePageFactory(themes=[ThemeFactory()], areas=[AreaFactory()])
            DeclaredServiceFactory(is_public=True)

        with CaptureQueriesContext(connection) as many:
            client.get(address)

        assert len(many) == len(few)
