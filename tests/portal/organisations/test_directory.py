"""The list of organisations can be asked anything and understands what it knows."""

import pytest
from django.http import QueryDict

from portal.organisations.directory import DirectoryQuery


def parsed(address):
    return DirectoryQuery.parse(QueryDict(address), known_sectors={"charity", "co-operative"})


class TestDirectoryQuery:
    def test_reads_kinds_sectors_and_letter(self):
        query = parsed("kind=provider&kind=funder&sector=charity&letter=b")

        assert query == DirectoryQuery(
            kinds=("provider", "funder"), sectors=("charity",), letter="B"
        )

    @pytest.mark.parametrize(
        "address",
        ["kind=circus", "sector=wizards", "letter=", "letter=AB", "letter=ß", "letter=%C3%89", ""],
    )
    def test_leaves_out_what_no_vocabulary_holds(self, address):
        assert parsed(address) == DirectoryQuery()
        assert not parsed(address).has_criteria

    def test_takes_a_value_once(self):
        assert parsed("kind=provider&kind=provider").kinds == ("provider",)

    @pytest.mark.parametrize("address", ["kind=provider", "sector=charity", "letter=z"])
    def test_knows_that_something_narrows_it_down(self, address):
        assert parsed(address).has_criteria
