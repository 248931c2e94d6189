"""Releases are found by brackets and strings alone, in one pass."""

import json
import time

import pytest

from portal.tenders.ocds.splitting import outline


def _found(text):
    content = text.encode()
    return [content[span.start : span.end].decode() for span in outline(content).spans]


class TestOutline:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('{"ocid": "a"}', ['{"ocid": "a"}']),
            ('{"uri": "x", "releases": [{"a": 1}, {"b": [{}]}]}', ['{"a": 1}', '{"b": [{}]}']),
            ('{"releases": [{"a": "]}{["}], "x": {"releases": [{}]}}', ['{"a": "]}{["}']),
            ('{"x": {"releases": [{}]}}', ['{"x": {"releases": [{}]}}']),
            ('{"a": "releases", "b": [{}]}', ['{"a": "releases", "b": [{}]}']),
            (r'{"releases": [{"a": "\"}\\"}]}', [r'{"a": "\"}\\"}']),
            ('[{"a": 1}, {"b": 2}]', ['{"a": 1}', '{"b": 2}']),
            ('{"a": 1}\n{"b": 2}\n', ['{"a": 1}', '{"b": 2}']),
            ('{"releases": []}', []),
        ],
    )
    def test_finds_each_release(self, text, found):
        assert _found(text) == found

    def test_says_where_brackets_stop_making_sense(self):
        assert outline(b'{"releases": [{"a": 1}, {"b": ]}').broken_at == 30
        assert outline(b'{"releases": [{"a": 1}').broken_at == 22

    def test_takes_time_in_proportion_to_the_length(self):
        package = json.dumps({"releases": [{"ocid": f"o{n}", "a": "x" * 50} for n in range(9000)]})
        hostile = '{"a": "' + r"\"" * 400_000

        seconds = []
        for text in (package, hostile, "[" * 500_000):
            started = time.perf_counter()
            outline(text.encode())
            seconds.append(time.perf_counter() - started)

        # Quadratic time would be minutes.
        assert max(seconds) < 10
