"""Releases come out of a file with their line, in one pass however long its lines are."""

import json
import time
from pathlib import Path

import pytest

from portal.tenders.ocds.documents import OcdsFile

RELEASE = {"ocid": "ocds-example-1", "id": "a", "date": "2026-11-01T09:00:00Z", "tag": ["tender"]}
STATUS = Path("/proc/self/status")
MEGABYTE = 1024 * 1024


def _mapped_bytes():
    """How much of its mapped files the process holds in memory (proc(5), RssFile)."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("RssFile"))
    return int(line.split()[1]) * 1024


class TestOcdsFile:
    def test_gives_each_release_the_line_where_it_begins(self, tmp_path):
        path = tmp_path / "lines.json"
        text = json.dumps(RELEASE)
        path.write_text(f'{{"releases": [\n{text},\n\n{text}, {text}\n]}}\n')

        file = OcdsFile(path)

        assert [(item.place.row, item.place.line) for item in file] == [(1, 2), (2, 4), (3, 4)]

    def test_reads_a_file_of_one_long_line_about_as_fast_as_one_of_many(self, tmp_path):
        text = json.dumps(RELEASE | {"description": "x" * 10_000})
        seconds = []
        for number, separator in enumerate((",\n", ",")):
            path = tmp_path / f"{number}.json"
            path.write_text(f'{{"releases": [{separator.join([text] * 5_000)}]}}')
            started = time.perf_counter()
            assert sum(1 for _item in OcdsFile(path)) == 5_000
            seconds.append(time.perf_counter() - started)

        # Searching the rest of the line for each release would take many times as long.
        assert seconds[1] < 4 * seconds[0]

    @pytest.mark.skipif(not STATUS.exists(), reason="this system has no /proc/self/status")
    def test_holds_a_small_part_of_a_large_file_at_a_time(self, tmp_path):
        text = json.dumps(RELEASE | {"description": "x" * 3 * MEGABYTE})
        path = tmp_path / "large.json"
        path.write_text(f'{{"releases": [{",".join([text] * 20)}]}}')
        before = _mapped_bytes()

        file = OcdsFile(path)
        held = [_mapped_bytes(), *(_mapped_bytes() for _item in file)]

        assert len(held) == 21
        assert max(held) - before < 12 * MEGABYTE


class TestRecord:
    """A record package (OCDS 1.1): releases, whole or only listed, and one compiled from them."""

    COMPILED = RELEASE | {"id": "compiled-1", "tag": ["compiled"]}

    def ids(self, tmp_path, *releases, **record):
        path = tmp_path / "records.json"
        content = {"records": [{"ocid": "ocds-example-1", "releases": list(releases), **record}]}
        path.write_text(json.dumps(content))
        return [item.identity.release_id for item in OcdsFile(path)]

    def test_gives_its_releases_where_they_are_whole(self, tmp_path):
        second = RELEASE | {"id": "b", "tag": ["award"]}

        assert self.ids(tmp_path, RELEASE, second, compiledRelease=self.COMPILED) == ["a", "b"]

    @pytest.mark.parametrize(
        "entry",
        [
            {"id": "a", "date": "2026-11-01T09:00:00Z", "tag": ["tender"]},
            {"url": "https://example.org/a", "date": "2026-11-01T09:00:00Z", "tag": ["tender"]},
        ],
    )
    def test_gives_the_compiled_one_where_they_are_only_listed(self, tmp_path, entry):
        assert self.ids(tmp_path, RELEASE, entry, compiledRelease=self.COMPILED) == ["compiled-1"]

    def test_is_refused_where_it_only_lists_releases(self, tmp_path):
        path = tmp_path / "records.json"
        path.write_text(json.dumps({"records": [{"ocid": "x", "releases": [{"id": "a"}]}]}))

        (refusal,) = OcdsFile(path)

        assert "only links" in refusal.reason

    def test_that_stands_by_itself_gives_its_compiled_release(self, tmp_path):
        path = tmp_path / "record.json"
        path.write_text(json.dumps({"ocid": "ocds-example-1", "compiledRelease": self.COMPILED}))

        assert [item.identity.release_id for item in OcdsFile(path)] == ["compiled-1"]


class TestPackageInsideAList:
    @pytest.mark.parametrize("wrap", [list, lambda packages: {"releases": packages}])
    def test_gives_its_releases(self, tmp_path, wrap):
        second, third = RELEASE | {"id": "b"}, RELEASE | {"id": "c"}
        path = tmp_path / "pages.json"
        path.write_text(json.dumps(wrap([{"releases": [RELEASE, second]}, {"releases": [third]}])))

        found = [(item.place.row, item.identity.release_id) for item in OcdsFile(path)]

        assert found == [(1, "a"), (1, "b"), (2, "c")]

    def test_without_releases_is_refused(self, tmp_path):
        path = tmp_path / "pages.json"
        path.write_text(json.dumps([{"releases": []}, {"releases": [RELEASE, 7]}]))

        assert [item.path for item in OcdsFile(path)] == ["ocid", "ocid"]
