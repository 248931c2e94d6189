"""Organisation files: every wrong field is named with its row, before anything is written."""

import pytest

from portal.organisations.imports.organisations import read_organisation_files
from tests.factories.import_files import AT, import_file
from tests.factories.organisations import (
    AreaFactory,
    OrganisationFactory,
    OrganisationIdentifierFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db

ROW = {"slug": "be-caring", "name": "Be Caring", "kind": "provider"}
FACT = {"label": "Staff", "value": "about 800", "as_of": "2019-10", "source": "Webinar paper, CS2"}


def read(tmp_path, *rows):
    return read_organisation_files([import_file(tmp_path, list(rows), kind="organisations")], at=AT)


def errors_of(tmp_path, *rows):
    return [str(error) for error in read(tmp_path, *rows)[1]]


class TestReadOrganisationFiles:
    def test_reads_names_facts_and_vocabulary(self, tmp_path):
        SectorFactory(slug="employee-owned")
        AreaFactory(slug="leeds")
        row = {
            **ROW,
            "sectors": ["employee-owned"],
            "areas": ["leeds"],
            "aliases": [{"name": "CASA", "kind": "former"}],
            "facts": [FACT],
        }

        [record], errors = read(tmp_path, row)

        assert errors == []
        assert record.fields["name"] == "Be Caring"
        assert (record.sectors, record.areas) == (("employee-owned",), ("leeds",))
        assert [(name.name, name.kind) for name in record.names] == [("CASA", "former")]
        assert vars(record.facts[0]) == FACT

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"areas": ["atlantis"]}, "areas: “atlantis” is not known."),
            ({"sectors": ["wizards"]}, "sectors: “wizards” is not known."),
            ({"kind": "circus"}, "kind: “circus” is not one of:"),
            ({"name": ""}, "name: This field is empty."),
            ({"is_example": "yes"}, "is_example: Write true or false."),
            ({"phone": "01"}, "phone: There is no field of this name."),
            (
                {"facts": [{**FACT, "as_of": "2026-04"}]},
                "facts[1].as_of: “2026-04” is in the future.",
            ),
            ({"facts": [{**FACT, "source": ""}]}, "facts[1].source: This field is empty."),
            ({"facts": [FACT, FACT]}, "facts: Two facts have the same label and date."),
            (
                {"aliases": [{"name": "CASA", "kind": "former"}] * 2},
                "aliases: One name is here twice.",
            ),
            (
                {"identifiers": [{"scheme": "GB-VAT", "id": "1"}]},
                "identifiers[1].scheme: “GB-VAT” is not one of: GB-COH,",
            ),
            (
                {"identifiers": [{"scheme": "GB-COH", "id": "12"}]},
                "identifiers[1].id: Enter the 8 characters of the company number",
            ),
            (
                {"identifiers": [{"scheme": "GB-COH", "id": "00000000"}]},
                "identifiers[1].id: Enter the 8 characters of the company number",
            ),
            (
                {
                    "identifiers": [
                        {"scheme": "GB-CHC", "id": "1234567"},
                        {"scheme": "GB-CHC", "id": "1234568"},
                    ]
                },
                "identifiers: One register is here twice.",
            ),
            ({"network_of": ["nobody"]}, "network_of: “nobody” is not known."),
            ({"network_of": ["be-caring"]}, "network_of: A network cannot be a member of itself."),
        ],
    )
    def test_names_file_row_and_field(self, tmp_path, change, error):
        found = errors_of(tmp_path, {**ROW, **change})

        assert len(found) == 1
        assert found[0].startswith(f"organisations.json: row 1 (be-caring): {error}")

    def test_checks_the_rows_after_a_bad_one(self, tmp_path):
        found = errors_of(tmp_path, "no row", {**ROW, "kind": "circus"})

        assert "row 1" in found[0]
        assert "row 2 (be-caring): kind" in found[-1]

    @pytest.mark.parametrize(
        ("other", "error"),
        [
            ({"slug": "be-caring", "name": "Other"}, "slug: Another row has the same short name."),
            ({"slug": "other", "name": "Be Caring"}, "name: Another row has the same name."),
        ],
        ids=["short name", "name"],
    )
    def test_refuses_two_rows_for_one_organisation(self, tmp_path, other, error):
        found = errors_of(tmp_path, ROW, {**ROW, **other})

        assert [error in line for line in found] == [True, True]

    def test_refuses_the_name_of_another_organisation_in_the_portal(self, tmp_path):
        OrganisationFactory(slug="casa", name="Be Caring")

        assert errors_of(tmp_path, ROW) == [
            "organisations.json: row 1 (be-caring): name: "
            "The organisation “casa” has this name already."
        ]

    def test_refuses_the_number_of_another_organisation(self, tmp_path):
        OrganisationIdentifierFactory(organisation__slug="casa", number="01234567")
        number = [{"scheme": "GB-COH", "id": "1234567"}]
        new = [{"scheme": "GB-CHC", "id": "1234567"}]
        rows = [
            {**ROW, "identifiers": number},
            {**ROW, "slug": "one", "name": "One", "identifiers": new},
            {**ROW, "slug": "two", "name": "Two", "identifiers": new},
        ]

        assert errors_of(tmp_path, *rows) == [
            "organisations.json: row 1 (be-caring): identifiers[1].id: "
            "The organisation “casa” has this number already.",
            "organisations.json: row 3 (two): identifiers[1].id: "
            "The organisation “one” has this number already.",
        ]

    def test_accepts_an_organisation_that_keeps_its_name(self, tmp_path):
        OrganisationFactory(slug="be-caring", name="Be Caring")

        assert errors_of(tmp_path, ROW) == []

    def test_accepts_members_from_the_file_and_from_the_portal(self, tmp_path):
        OrganisationFactory(slug="possabilities")
        network = {
            **ROW,
            "slug": "net",
            "name": "Net",
            "network_of": ["possabilities", "be-caring"],
        }

        [record, _other], errors = read(tmp_path, network, ROW)

        assert errors == []
        assert record.members == ("possabilities", "be-caring")
