"""What a practice file may name, and a row that is right."""

import pytest

from portal.practices.imports.reading import read_practice_files
from portal.practices.services.import_practices import import_practices
from tests.factories.import_files import AT, import_file, nothing
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import ThemeFactory, practice_library


@pytest.fixture
def row():
    """The smallest row that is right."""
    return {
        "reference": "P01",
        "title": "Supported people help recruit staff",
        "summary": "People who use the service sit in on interviews.",
        "organisations": ["possabilities"],
        "areas": ["rochdale"],
        "themes": ["recruitment"],
        "stage": "running",
        "evidence": "reported",
        "as_of": "2019-10",
    }


@pytest.fixture
def full_row(row):
    """A row with everything that a practice can say."""
    return {
        **row,
        "what_is_done": "People sit in on interviews.",
        "our_reading": ["what_is_done"],
        "claims": [
            {
                "value": "80",
                "unit": "%",
                "what_changed": "social connections rose",
                "as_of": "2019-10",
                "measured_by": "organisation",
                "caution": "sample not stated",
            }
        ],
        "barriers": [{"text": "Prices.", "addressee": "commissioner"}],
        "enablers": [{"text": "Culture.", "addressee": "provider"}],
        "wants": ["A university partner."],
        "sources": [{"document": "webinar-paper", "section": "CS1", "part": "Impacts"}],
    }


@pytest.fixture
def _vocabulary(db):
    OrganisationFactory(slug="possabilities", name="PossAbilities")
    AreaFactory(slug="rochdale", name="Rochdale")
    ThemeFactory(slug="recruitment", name="Recruitment")
    practice_library()


@pytest.fixture
def read_rows_of_practices(tmp_path, _vocabulary):
    """Read rows as the import command does: records and errors."""

    def read(*rows):
        return read_practice_files([import_file(tmp_path, list(rows))], at=AT)

    return read


@pytest.fixture
def import_rows(read_rows_of_practices):
    """Import rows that must be right, and return the counts."""

    def run(*rows, at=AT):
        records, errors = read_rows_of_practices(*rows)
        assert errors == []
        return import_practices(records, at=at, advance=nothing)

    return run
