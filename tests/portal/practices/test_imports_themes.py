"""Theme files: two levels, each short name once."""

import pytest

from portal.practices.imports.themes import read_theme_files
from tests.factories.import_files import import_file
from tests.factories.practices import ThemeFactory

pytestmark = pytest.mark.django_db

CHILD = {"slug": "living-wage", "name": "Living wage", "gap": True}
PARENT = {"slug": "pay", "name": "Pay", "children": [CHILD]}


def read(tmp_path, *rows):
    return read_theme_files([import_file(tmp_path, list(rows), kind="themes")])


class TestReadThemeFiles:
    def test_reads_parents_before_children(self, tmp_path):
        records, errors = read(tmp_path, PARENT)

        assert errors == []
        assert [(record.slug, record.parent, record.is_gap) for record in records] == [
            ("pay", "", False),
            ("living-wage", "pay", True),
        ]

    @pytest.mark.parametrize(
        ("rows", "fields"),
        [
            ([PARENT, {"slug": "living-wage", "name": "Again"}], ["children[1].slug", "slug"]),
            ([{**PARENT, "children": [{"slug": "x"}]}], ["children[1].name"]),
            ([{**PARENT, "children": [{**CHILD, "children": []}]}], ["children[1].children"]),
            ([{**PARENT, "children": "none"}], ["children"]),
            ([{**PARENT, "gap": 1}], ["gap"]),
        ],
        ids=["short name twice", "no name", "a third level", "no list", "no flag"],
    )
    def test_names_the_field_of_a_mistake(self, tmp_path, rows, fields):
        _records, errors = read(tmp_path, *rows)

        assert [error.field for error in errors] == fields

    def test_refuses_children_of_a_theme_that_is_a_child_in_the_portal(self, tmp_path):
        ThemeFactory(slug="pay", parent=ThemeFactory())

        _records, errors = read(tmp_path, PARENT)

        assert [error.field for error in errors] == ["children"]
