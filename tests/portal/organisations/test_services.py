"""Imports write what a file says, count it honestly, and change nothing the second time."""

import pytest

from portal.common.import_files import ImportCounts
from portal.organisations.imports.organisations import read_organisation_files
from portal.organisations.imports.vocabulary import AreaRecord, TermRecord
from portal.organisations.models import Area, NetworkMembership, Organisation, Sector
from portal.organisations.services import import_areas, import_organisations, import_terms
from tests.factories.import_files import AT, import_file, nothing
from tests.factories.organisations import AreaFactory, SectorFactory

pytestmark = pytest.mark.django_db

ROW = {
    "slug": "be-caring",
    "name": "Be Caring",
    "kind": "provider",
    "aliases": [{"name": "CASA", "kind": "former"}, {"name": "BC", "kind": "acronym"}],
    "facts": [{"label": "Staff", "value": "800", "as_of": "2019", "source": "CS2"}],
}


def term(name="Charity"):
    return TermRecord(slug="charity", name=name, description="")


def area(slug, parent="", name=""):
    return AreaRecord(
        slug=slug, name=name or slug.title(), kind="city", parent=parent, note="", gss_code=""
    )


@pytest.fixture
def import_rows(tmp_path):
    def run(*rows):
        path = import_file(tmp_path, list(rows), kind="organisations")
        records, errors = read_organisation_files([path], at=AT)
        assert errors == []
        return import_organisations(records, advance=nothing)

    return run


class TestImportTerms:
    def test_creates_then_leaves_alone_then_updates(self):
        outcomes = [
            import_terms(Sector, [term(name)], advance=nothing)
            for name in ("Charity", "Charity", "Charities")
        ]

        assert outcomes == [
            ImportCounts(created=1),
            ImportCounts(unchanged=1),
            ImportCounts(updated=1),
        ]
        assert Sector.objects.get().name == "Charities"

    def test_leaves_terms_that_the_file_does_not_name(self):
        SectorFactory(slug="co-operative")

        import_terms(Sector, [term()], advance=nothing)

        assert Sector.objects.filter(slug="co-operative").exists()

    def test_tells_of_each_row(self):
        rows = []

        import_terms(Sector, [term()], advance=lambda: rows.append(1))

        assert len(rows) == 1


class TestImportAreas:
    def test_builds_the_tree(self):
        import_areas([area("england"), area("leeds", "england")], advance=nothing)

        assert Area.objects.get(slug="leeds").get_parent().slug == "england"

    def test_adds_below_a_place_that_is_there(self):
        AreaFactory(slug="england")

        import_areas([area("leeds", "england")], advance=nothing)

        assert [child.slug for child in Area.objects.get(slug="england").get_children()] == [
            "leeds"
        ]

    def test_keeps_the_path_of_a_known_place(self):
        import_areas([area("england"), area("leeds", "england")], advance=nothing)
        path = Area.objects.get(slug="leeds").path

        counts = import_areas([area("leeds", name="City of Leeds")], advance=nothing)

        assert counts == ImportCounts(updated=1)
        assert Area.objects.get(slug="leeds").path == path


class TestImportOrganisations:
    def test_creates_names_and_facts(self, import_rows):
        counts = import_rows(ROW)

        organisation = Organisation.objects.get(slug="be-caring")
        assert counts == ImportCounts(created=1)
        assert {name.name for name in organisation.other_names.all()} == {"CASA", "BC"}
        assert organisation.facts.get().value == "800"

    def test_changes_nothing_the_second_time(self, import_rows):
        import_rows(ROW)
        before = list(Organisation.objects.get().other_names.values_list("pk", flat=True))

        counts = import_rows(ROW)

        assert counts == ImportCounts(unchanged=1)
        assert list(Organisation.objects.get().other_names.values_list("pk", flat=True)) == before

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "Be Caring Limited"},
            {"aliases": []},
            {"facts": []},
            {"sectors": ["charity"]},
        ],
        ids=["a column", "names", "facts", "vocabulary"],
    )
    def test_counts_a_change_of_any_part(self, import_rows, change):
        SectorFactory(slug="charity")
        import_rows(ROW)

        assert import_rows({**ROW, **change}) == ImportCounts(updated=1)

    def test_lets_members_into_a_network_wherever_they_stand_in_the_file(self, import_rows):
        network = {
            "slug": "net",
            "name": "Net",
            "kind": "partnership",
            "network_of": ["be-caring"],
        }

        import_rows(network, ROW)

        assert str(NetworkMembership.objects.get()) == "Be Caring in Net"

    def test_counts_a_new_member_as_a_change_of_the_network(self, import_rows):
        network = {"slug": "net", "name": "Net", "kind": "partnership"}
        import_rows(network, ROW)

        counts = import_rows({**network, "network_of": ["be-caring"]}, ROW)

        assert counts == ImportCounts(updated=1, unchanged=1)
