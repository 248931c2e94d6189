"""Lots that a notice's words speak of."""

import pytest

from portal.tenders.lots_in_words import lots_in_words
from tests.factories.tenders import LotFactory
from tests.pages import text_of

WORDS = "We want help. Lot 1: home care in Bury.\nLOT 2 - day support; lot 1 is the larger."
ASIDE = "its words speak of some"


class TestLotsInWords:
    def test_have_the_words_after_the_number_once(self):
        assert lots_in_words(WORDS) == ["Lot 1: home care in Bury", "Lot 2: day support"]

    @pytest.mark.parametrize("text", ["", "Parking lot 7 is free.", "A lot of 2 parts, lots 1"])
    def test_are_none_where_fewer_than_two_are_named(self, text):
        assert lots_in_words(text) == []

    @pytest.mark.django_db
    @pytest.mark.parametrize("is_implicit", [True, False])
    def test_are_shown_where_the_fields_name_none(self, client, is_implicit):
        tender = LotFactory(is_implicit=is_implicit, tender__description=WORDS).tender

        text = text_of(client.get(tender.get_absolute_url()))

        assert (ASIDE in text) == is_implicit
        assert "it is awarded as a whole" not in text
