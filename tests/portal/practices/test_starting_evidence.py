"""The starting content claims no stronger evidence than the two founding papers state."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps

from portal.practices.enums import EvidenceLevel, Manual
from portal.practices.evidence import DeclaredFacts, Measurement, assess

DECLARED = ("effect", "measured_by", "method", "comparison", "as_of")


def starting_practices():
    folder = Path(apps.get_app_config("practices").path) / "starting_content"
    for file in sorted(folder.glob("practices_*.json")):
        yield from json.loads(file.read_text(encoding="utf-8"))["practices"]


def level(row):
    measurements = tuple(
        Measurement(replication="not-stated", **{name: claim[name] for name in DECLARED})
        for claim in row["claims"]
    )
    facts = DeclaredFacts(
        stage=row["stage"],
        basis=row["evidence"],
        says_what_and_why=bool(row["what_is_done"] and (row["problem"] or row["gains"])),
        manual=Manual.NOT_STATED,
        measurements=measurements,
    )
    return assess(facts).level


@pytest.fixture(scope="module")
def references():
    """Level -> references of the practices that have it."""
    found = defaultdict(set)
    for row in starting_practices():
        found[level(row)].add(row["reference"])
    return found


class TestStartingContent:
    def test_has_a_measured_change_in_three_practices(self, references):
        assert references[EvidenceLevel.MEASURED] == {"P63", "P72", "P76"}

    def test_honours_three_that_stopped(self, references):
        assert references[EvidenceLevel.STOPPED] == {"P66", "P67", "P73"}

    def test_says_of_all_others_what_is_done_and_why(self, references):
        assert len(references[EvidenceLevel.DESCRIBED]) == 80
        assert len(references) == 3
