"""Releases that were kept before today's rules never keep a later release of their ocid out."""

import json

import pytest

from portal.tenders.models import ImportIssue, Release, Tender
from tests.portal.tenders.conftest import AT

pytestmark = pytest.mark.django_db
VALUE = '{"amount": 5, "currency": "GBP"}'


@pytest.fixture
def stored(imported, release):
    """Keeps a release as an earlier portal did: whatever its text was."""

    def keep(raw):
        imported(release())
        tender = Tender.objects.get()
        Release.objects.create(
            tender=tender,
            release_id="r0",
            tags=["planning"],
            released_at="2026-10-01T09:00:00Z",
            raw=raw,
            sha256="0" * 64,
            imported_at=AT,
        )

    return keep


@pytest.fixture
def older(release):
    """The text of an older release with a description, and with raw text for a value."""

    def made(**raw):
        tender = {"title": "Old", "description": "Words of the older one", "status": "planning"}
        text = json.dumps(release(id="r0", date="2026-10-01T09:00:00Z", tender=tender))
        inner = ", ".join(f'"{key}": {value}' for key, value in raw.items())
        return text.replace('"tender": {', f'"tender": {{{inner}, ')

    return made


class TestStoredRelease:
    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
    def test_with_a_number_that_is_none_loses_the_number_alone(
        self, imported, release, stored, older, number
    ):
        stored(older(value=VALUE.replace("5", number)))

        report = imported(release(id="r2", date="2026-11-09T00:00:00Z"))

        assert report.refused == []
        issue = ImportIssue.objects.get(release__release_id="r2", path="tender/value/amount")
        assert "r0" in issue.action
        assert issue.value == number[:119] + "…" * (len(number) > 120)
        tender = Tender.objects.get()
        assert (tender.value_amount, tender.description) == (None, "Words of the older one")

    def test_with_a_key_twice_keeps_the_last_as_it_was_read_then(
        self, imported, release, stored, older
    ):
        stored(older(description='"First"'))

        report = imported(release(id="r2", date="2026-11-09T00:00:00Z"))

        assert report.refused == []
        assert Tender.objects.get().description == "Words of the older one"
        assert "tender/description" in [item.repair.path for item in report.repaired]

    @pytest.mark.parametrize(
        "raw",
        ["", "{", "[1]"] + ['{"a": ' * deep + "1" + "}" * deep for deep in (70, 300, 600, 100_000)],
        ids=["empty", "cut", "list", "70 deep", "300 deep", "600 deep", "100,000 deep"],
    )
    def test_that_cannot_be_read_is_left_out_and_named(self, imported, release, stored, raw):
        stored(raw)

        report = imported(release(id="r2", date="2026-11-09T00:00:00Z"))

        assert report.refused == []
        assert "r0" in report.repaired[0].repair.action
        assert Tender.objects.get().title == "Home care"

    def test_with_nothing_wrong_is_not_spoken_of(self, imported, release, stored, older):
        stored(older(lotDetails='{"maximumLotsBidPerSupplier": 1e9999}', value=VALUE))

        report = imported(release(id="r2", date="2026-11-09T00:00:00Z"))

        assert not any("r0" in item.repair.action for item in report.repaired)
        assert Tender.objects.get().value_amount == 5
