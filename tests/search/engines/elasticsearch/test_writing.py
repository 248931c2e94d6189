"""How answers of the server to bulk writes are read."""

import pytest

from search.engines.elasticsearch.writing import _is_settled, _reason


class TestReason:
    def test_holds_no_part_of_the_document(self):
        result = {
            "status": 400,
            "error": {"type": "document_parsing_exception", "reason": "Preview: 'Mrs Example'"},
        }

        assert _reason(result) == "document_parsing_exception (400)"

    def test_says_unknown_when_the_server_does_not_say(self):
        assert _reason({"status": 500, "error": "overloaded"}) == "unknown (500)"


class TestIsSettled:
    @pytest.mark.parametrize(
        ("operation", "result", "expected"),
        [
            ("index", {"status": 409}, True),
            ("delete", {"status": 404, "result": "not_found"}, True),
            ("delete", {"status": 404, "error": {"type": "index_not_found_exception"}}, False),
            ("index", {"status": 429, "error": {"type": "es_rejected_execution_exception"}}, False),
        ],
    )
    def test_tells_what_is_done_from_what_must_be_tried_again(self, operation, result, expected):
        assert _is_settled(operation, result) is expected
