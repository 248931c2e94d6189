"""Section codes never reach a reader as codes."""

import json
import re
from pathlib import Path

import pytest

from portal.organisations.sources import source_in_words

CONTENT = Path(__file__).resolve().parents[3] / "portal/organisations/starting_content"


class TestSourceInWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Webinar paper, CS1", "Webinar paper, case study 1 (PossAbilities)"),
            (
                "Webinar paper, ISC, Co-op",
                "Webinar paper, “Innovation in social care”, co-operatives",
            ),
            ("Annual report, page 3", "Annual report, page 3"),
            ("", ""),
        ],
    )
    def test_replaces_codes_alone(self, text, words):
        assert source_in_words(text) == words

    def test_knows_every_code_of_the_starting_content(self):
        rows = json.loads((CONTENT / "organisations.json").read_text())["organisations"]
        sources = {row["source"] for row in rows}
        sources |= {fact["source"] for row in rows for fact in row["facts"]}

        in_code = [
            text
            for text in sources
            if re.search(r"\b(CS\d|ISC|PSM|Co-op)\b", source_in_words(text))
        ]

        assert in_code == []
