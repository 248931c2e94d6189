"""Vocabulary files: every wrong field is named, and nothing else is held up by it."""

import pytest

from portal.organisations.imports.vocabulary import read_area_files, read_term_files
from tests.factories.import_files import import_file
from tests.factories.organisations import AreaFactory

SECTOR = {"slug": "charity", "name": "Charity", "description": "A body with charitable aims."}
ENGLAND = {"slug": "england", "name": "England", "kind": "country", "parent": ""}
LEEDS = {"slug": "leeds", "name": "Leeds", "kind": "city", "parent": "england"}


def texts(errors):
    return [str(error) for error in errors]


class TestReadTermFiles:
    def test_reads_every_term(self, tmp_path):
        path = import_file(tmp_path, [SECTOR], kind="sectors")

        records, errors = read_term_files([path], name="sectors")

        assert errors == []
        assert [(record.slug, record.name) for record in records] == [("charity", "Charity")]

    def test_names_the_field_of_each_mistake_and_checks_the_rest(self, tmp_path):
        rows = [{"slug": "Not a slug", "name": ""}, "no row", {**SECTOR, "colour": "red"}]
        path = import_file(tmp_path, rows, kind="sectors")

        _records, errors = read_term_files([path], name="sectors")

        assert [(error.row, error.field) for error in errors] == [
            (1, "slug"),
            (1, "name"),
            (2, "row"),
            (2, "slug"),
            (2, "name"),
            (3, "colour"),
        ]

    def test_refuses_a_term_that_two_files_hold(self, tmp_path):
        paths = [
            import_file(tmp_path, [SECTOR], kind="sectors", name=name)
            for name in ("a.json", "b.json")
        ]

        _records, errors = read_term_files(paths, name="sectors")

        assert texts(errors) == [
            "a.json: row 1: slug: Another row has the same short name. Keep one.",
            "b.json: row 1: slug: Another row has the same short name. Keep one.",
        ]

    def test_finds_the_list_of_a_name_with_a_hyphen(self, tmp_path):
        path = import_file(tmp_path, [SECTOR], kind="client-groups")

        records, _errors = read_term_files([path], name="client-groups")

        assert len(records) == 1


@pytest.mark.django_db
class TestReadAreaFiles:
    def test_reads_parents_before_children(self, tmp_path):
        path = import_file(tmp_path, [ENGLAND, LEEDS], kind="areas")

        records, errors = read_area_files([path])

        assert errors == []
        assert [(record.slug, record.parent) for record in records] == [
            ("england", ""),
            ("leeds", "england"),
        ]

    def test_accepts_a_parent_that_the_portal_has(self, tmp_path):
        AreaFactory(slug="england")
        path = import_file(tmp_path, [LEEDS], kind="areas")

        _records, errors = read_area_files([path])

        assert errors == []

    @pytest.mark.parametrize("rows", [[LEEDS], [LEEDS, ENGLAND]], ids=["nowhere", "below"])
    def test_refuses_a_parent_that_does_not_stand_above(self, tmp_path, rows):
        path = import_file(tmp_path, rows, kind="areas")

        _records, errors = read_area_files([path])

        assert texts(errors) == [
            "areas.json: row 1: parent: “england” does not stand above this row. Put it there."
        ]

    def test_refuses_an_unknown_kind_of_place(self, tmp_path):
        path = import_file(tmp_path, [{**ENGLAND, "kind": "galaxy"}], kind="areas")

        _records, errors = read_area_files([path])

        assert "“galaxy” is not one of: country, region" in texts(errors)[0]
