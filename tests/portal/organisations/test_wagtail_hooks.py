"""Administrators edit organisations and words in the admin; nobody bends a tree there."""

import pytest
from django.urls import reverse

from portal.organisations.models import Area, Organisation, Sector
from portal.users.roles import Role
from tests.factories.organisations import (
    AreaFactory,
    OrganisationFactFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    OrganisationNameFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

FIELDS = {"name": "Be Caring", "slug": "be-caring", "kind": "provider"}


def admin_url(model, action, *arguments):
    return reverse(f"wagtailsnippets_organisations_{model}:{action}", args=arguments)


def inline(prefix, *rows, kept=0):
    """The fields of a set of inline forms."""
    fields = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": kept,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def number(scheme, typed):
    return {"scheme": scheme, "number": typed, "declared_date": "2026-01-15"}


WITHOUT_NUMBERS = inline("identifiers")


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


class TestOrganisationForm:
    def test_makes_an_organisation_with_names_and_facts(self, administrator):
        fact = {"label": "Staff", "value": "800", "as_of": "2019", "source": "Annual report"}
        form = {
            **FIELDS,
            **WITHOUT_NUMBERS,
            **inline("other_names", {"name": "CASA", "kind": "former"}),
            **inline("facts", fact),
        }

        response = administrator.post(admin_url("organisation", "add"), form)

        assert response.status_code == 302
        organisation = Organisation.objects.get()
        assert [str(name) for name in organisation.other_names.all()] == ["CASA"]
        assert [str(fact) for fact in organisation.facts.all()] == ["Staff: 800"]

    def test_changes_and_removes_names_and_facts(self, administrator):
        name = OrganisationNameFactory()
        fact = OrganisationFactFactory(organisation=name.organisation)
        kept = {"id": fact.pk, "label": "Staff", "value": "900", "as_of": "", "source": "Us"}
        form = {
            **FIELDS,
            **WITHOUT_NUMBERS,
            **inline(
                "other_names",
                {"id": name.pk, "name": name.name, "kind": name.kind, "DELETE": "on"},
                kept=1,
            ),
            **inline("facts", kept, kept=1),
        }

        administrator.post(admin_url("organisation", "edit", name.organisation.pk), form)

        organisation = Organisation.objects.get()
        assert organisation.name == "Be Caring"
        assert not organisation.other_names.exists()
        assert organisation.facts.get().value == "900"

    def test_refuses_a_date_that_is_none(self, administrator):
        fact = {"label": "Staff", "value": "800", "as_of": "spring", "source": "Annual report"}
        form = {**FIELDS, **WITHOUT_NUMBERS, **inline("other_names"), **inline("facts", fact)}

        response = administrator.post(admin_url("organisation", "add"), form)

        assert "is not a date" in response.content.decode()
        assert not Organisation.objects.exists()

    def test_keeps_numbers_as_their_registers_write_them(self, administrator):
        numbers = inline("identifiers", number("GB-COH", "oc 317661"), number("GB-SC", "12345"))
        form = {**FIELDS, **numbers, **inline("other_names"), **inline("facts")}

        administrator.post(admin_url("organisation", "add"), form)

        rows = Organisation.objects.get().identifiers.all()
        assert {row.org_id for row in rows} == {"GB-COH-OC317661", "GB-SC-SC012345"}

    @pytest.mark.parametrize(
        ("numbers", "message"),
        [
            ([("GB-COH", "12")], "Enter the 8 characters of the company number"),
            ([("GB-COH", "1234567")], "Another organisation here has this number."),
            ([("GB-CHC", "1234567"), ("GB-CHC", "7654321")], "correct the duplicate"),
        ],
        ids=str,
    )
    def test_says_what_is_wrong_with_a_number(self, administrator, numbers, message):
        OrganisationIdentifierFactory(number="01234567")
        rows = inline("identifiers", *(number(*each) for each in numbers))
        form = {**FIELDS, **rows, **inline("other_names"), **inline("facts")}

        response = administrator.post(admin_url("organisation", "add"), form)

        assert message in response.content.decode()
        assert not Organisation.objects.filter(slug="be-caring").exists()

    def test_asks_for_nothing_that_is_declared_in_confidence(self, administrator):
        page = administrator.get(admin_url("organisation", "add")).content.decode()

        assert "turnover_band" not in page
        assert "weekly_hours" not in page

    @pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROVIDER, Role.COMMISSIONER], ids=str)
    def test_is_for_administrators_alone(self, client, role):
        client.force_login(UserFactory(role=role))
        organisation = OrganisationFactory()

        response = client.post(
            admin_url("organisation", "edit", organisation.pk), {**FIELDS, "name": "Mine"}
        )

        assert response.status_code in {302, 403}
        assert Organisation.objects.get().name == organisation.name


class TestTerms:
    def test_are_made_and_changed(self, administrator):
        administrator.post(admin_url("sector", "add"), {"name": "Charity", "slug": "charity"})

        assert Sector.objects.get().name == "Charity"

    @pytest.mark.parametrize("model", ["organisation", "sector", "clientgroup", "area"])
    def test_are_listed(self, administrator, model):
        assert administrator.get(admin_url(model, "list")).status_code == 200


class TestAreas:
    def test_have_words_that_may_be_edited(self, administrator):
        parent = AreaFactory()
        area = AreaFactory(parent=parent)

        administrator.post(admin_url("area", "edit", area.pk), {"name": "Leeds", "note": "A city."})

        changed = Area.objects.get(pk=area.pk)
        assert (changed.name, changed.note) == ("Leeds", "A city.")
        assert (changed.path, changed.get_parent()) == (area.path, parent)

    def test_are_added_by_nobody(self, administrator):
        administrator.post(admin_url("area", "add"), {"name": "Atlantis", "note": ""})

        assert not Area.objects.exists()
        assert (
            admin_url("area", "add")
            not in administrator.get(admin_url("area", "list")).content.decode()
        )

    def test_are_deleted_by_nobody(self, administrator):
        area = AreaFactory()

        administrator.post(admin_url("area", "delete", area.pk))
        administrator.post(
            reverse("wagtail_bulk_action", args=["organisations", "area", "delete"])
            + f"?id={area.pk}"
        )

        assert Area.objects.filter(pk=area.pk).exists()
