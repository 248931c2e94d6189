"""The exported library is what the import takes: nothing is lost on the way there and back."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.practices.enums import FindingKind, LinkKind
from portal.practices.imports.reading import read_practice_files
from portal.practices.models import PracticeLink, PracticePage, PracticeSource
from portal.practices.open_data.rows import VOCABULARIES
from portal.practices.open_data.schema import library_schema, practice_schema
from tests.factories.import_files import AT, import_file
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import (
    FindingFactory,
    ImpactClaimFactory,
    PracticePageFactory,
    ThemeFactory,
    make_private,
)

pytestmark = pytest.mark.django_db

URL = "https://example.org/brief.pdf"
JSON, CSV = "/api/v1/practices.json", "/api/v1/practices.csv"
STARTING_CONTENT = Path(__file__).parents[4] / "portal" / "practices" / "starting_content"


@pytest.fixture
def library():
    """Two practices that use every kind of field; the second is adapted from the first."""
    theme, area = ThemeFactory(slug="pay"), AreaFactory(slug="bury")
    first = PracticePageFactory(reference="P01", title="First", themes=[theme], areas=[area])
    second = PracticePageFactory(
        title='=Second; with "quotes"',
        themes=[theme],
        problem="Two\nlines, and é.",
        started="2019-10",
        licence="CC BY 4.0",
        our_reading=["problem"],
        partners=[OrganisationFactory(slug="partner")],
        is_example=True,
    )
    ImpactClaimFactory.create_batch(2, practice=second)
    FindingFactory(practice=second, kind=FindingKind.BARRIER)
    FindingFactory(practice=second, kind=FindingKind.WANT, text="+More; please")
    PracticeSource.objects.create(practice=second, document="policy-brief", section="3", url=URL)
    PracticeLink.objects.create(
        practice=second, to=first, kind=LinkKind.ADAPTED_FROM, what_changed="All.", why="It fits."
    )
    return [first, second]


def taken(client, address, folder):
    """The export as a file in a folder."""
    path = folder / address.rpartition("/")[2]
    path.write_bytes(client.get(address).getvalue())
    return path


def read(path):
    records, errors = read_practice_files([path], at=AT)
    assert [str(error) for error in errors] == []
    # The digest is of the row as it is written, which differs between the two kinds of files.
    return [replace(record, sha256="") for record in records]


class TestLibrary:
    def test_can_be_imported_as_it_is(self, client, library, tmp_path):
        first, second = read(taken(client, JSON, tmp_path))

        assert (first.reference, second.reference) == ("P01", f"CP{library[1].pk}")
        assert second.fields["problem"] == "Two\nlines, and é."
        assert second.adapted_from == ["P01"]
        assert (first.is_example, second.is_example) == (False, True)
        assert len(second.claims) == 2
        assert [source.url for source in second.sources] == [URL]

    def test_is_the_same_as_a_spreadsheet(self, client, library, tmp_path):
        assert read(taken(client, CSV, tmp_path)) == read(taken(client, JSON, tmp_path))

    def test_holds_no_formula(self, client, library):
        rows = list(csv.reader(io.StringIO(client.get(CSV).getvalue().decode("utf-8-sig"))))

        cells = [cell for row in rows for cell in row]
        assert '\'=Second; with "quotes"' in cells
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []

    def test_fits_its_schema(self, client, library):
        document = json.loads(client.get(JSON).getvalue())

        assert list(jsonschema.Draft202012Validator(library_schema()).iter_errors(document)) == []
        assert document["licence"]
        assert document["exported_at"]

    @pytest.mark.parametrize("address", [JSON, CSV])
    def test_holds_nothing_that_not_everybody_may_read(self, client, library, address):
        make_private(library[0])

        told = client.get(address).getvalue().decode()

        assert "First" not in told
        assert "P01" not in told

    def test_is_valid_where_there_is_none(self, client):
        assert json.loads(client.get(JSON).getvalue())["practices"] == []

    def test_asks_the_database_as_often_for_many_as_for_few(self, client, library):
        with CaptureQueriesContext(connection) as few:
            client.get(JSON).getvalue()
        for _ in range(3):
            ImpactClaimFactory(practice=PracticePageFactory(themes=[ThemeFactory()]))

        with CaptureQueriesContext(connection) as many:
            client.get(JSON).getvalue()

        assert len(many) == len(few)


class TestTemplate:
    def test_has_the_columns_of_a_practice(self, client):
        (names,) = csv.reader(
            io.StringIO(client.get("/api/v1/template.csv").getvalue().decode("utf-8-sig"))
        )

        assert {"reference", "title", "themes", "claims[1].value", "wants[1]"} <= set(names)
        assert len(names) == len(set(names))


class Recorder(dict):
    """A row that remembers which fields it was asked for."""

    def __init__(self, **fields):
        super().__init__(**fields)
        self.asked = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)


class TestSchema:
    def test_has_the_fields_that_the_import_reads_and_no_other(self, monkeypatch):
        row = Recorder(reference="P01")
        # A file cannot hold a row that remembers.
        monkeypatch.setattr("portal.practices.imports.reading._rows_of", lambda _path: [row])

        read_practice_files([Path("practices.json")], at=AT)

        assert row.asked == practice_schema()["properties"].keys()

    @pytest.mark.parametrize("path", sorted(STARTING_CONTENT.glob("practices_*.json")), ids=str)
    def test_fits_the_starting_content(self, path):
        document = json.loads(path.read_text(encoding="utf-8"))

        assert list(jsonschema.Draft202012Validator(library_schema()).iter_errors(document)) == []

    def test_is_served(self, client):
        answer = client.get("/api/v1/practice.schema.json")

        assert answer.headers["Content-Type"] == "application/schema+json"
        jsonschema.Draft202012Validator.check_schema(json.loads(answer.content))

    def test_fits_what_it_refuses_too(self, tmp_path):
        bad = {"reference": "p1", "title": "", "stage": "magic", "colour": "blue", "themes": "pay"}
        path = import_file(tmp_path, [bad])

        wrong = {
            error.absolute_path[2] if len(error.absolute_path) > 2 else error.validator
            for error in jsonschema.Draft202012Validator(library_schema()).iter_errors(
                json.loads(path.read_text())
            )
        }

        assert {"reference", "title", "stage", "themes", "additionalProperties"} <= wrong


class TestRoundTrip:
    def test_of_vocabularies_keeps_each_in_its_order(self, client, library, tmp_path):
        (record, _other) = read(taken(client, JSON, tmp_path))

        assert {name: getattr(record, name) for name in VOCABULARIES} == {
            name: tuple(each.slug for each in getattr(library[0], name).all())
            for name in VOCABULARIES
        }
        assert PracticePage.objects.count() == 2
