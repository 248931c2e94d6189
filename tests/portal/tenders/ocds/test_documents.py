"""Releases come out of a file with their line, in one pass however long its lines are."""

import json
import time

from portal.tenders.ocds.documents import OcdsFile

RELEASE = {"ocid": "ocds-example-1", "id": "a", "date": "2026-11-01T09:00:00Z", "tag": ["tender"]}


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
