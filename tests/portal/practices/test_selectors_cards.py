"""A card says who, where, how far and how sure in a few words."""

import pytest

from portal.practices.enums import Stage
from portal.practices.models import PracticePage
from portal.practices.selectors.cards import (
    STAGE_COLOURS,
    areas_in_words,
    cards_by_id,
    practice_cards,
)
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db


def only_card():
    [card] = practice_cards(PracticePage.objects.all())
    return card


class TestPracticeCards:
    def test_show_who_and_where(self):
        PracticePageFactory(
            slug="circle",
            reference="P77",
            lead_organisation=OrganisationFactory(name="HMR Circle"),
            partners=[OrganisationFactory(name="Rochdale Council")],
            areas=[AreaFactory(name="Rochdale")],
            stage=Stage.IN_TRIAL,
            problem="People are alone.",
            what_is_done="Members meet.",
        )

        card = only_card()

        assert card.organisation == "HMR Circle, Rochdale Council"
        assert card.area == "Rochdale"
        assert card.url == "/practices/circle/"
        assert (card.stage, card.stage_colour) == ("In trial", "yellow")
        assert card.evidence_level == "Level 1: it says what and why"
        assert card.evidence.endswith("Results are reported. No way of measuring is named.")

    def test_show_a_practice_of_no_organisation(self):
        PracticePageFactory(lead_organisation=None)

        assert only_card().organisation == ""

    @pytest.mark.parametrize(
        ("is_example", "label"), [(True, "Example: not a real practice"), (False, "")]
    )
    def test_label_an_example(self, is_example, label):
        PracticePageFactory(is_example=is_example)

        assert only_card().example == label

    def test_take_four_queries_however_many_there_are(self, django_assert_num_queries):
        area = AreaFactory()
        PracticePageFactory.create_batch(4, areas=[area])
        practice_cards(PracticePage.objects.all())

        with django_assert_num_queries(4):
            practice_cards(PracticePage.objects.all())

    def test_keep_the_order_of_the_practices(self):
        pages = PracticePageFactory.create_batch(3)

        cards = cards_by_id(PracticePage.objects.order_by("-pk"))

        assert list(cards) == [page.pk for page in reversed(pages)]


class TestStageColours:
    def test_has_one_for_every_stage(self):
        assert set(STAGE_COLOURS) == set(Stage)
        assert "red" not in STAGE_COLOURS.values()


class TestAreasInWords:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (0, ""),
            (2, "A, B"),
            (4, "A, B, C, D"),
            (5, "A, B, C, 2 more places"),
        ],
    )
    def test_names_as_many_as_fit(self, number, words):
        areas = [AreaFactory(name=name) for name in "EDCBA"[5 - number :]]

        assert areas_in_words(areas) == words

    def test_names_the_smallest_place_first(self):
        wide = AreaFactory(name="North West")
        small = AreaFactory(name="Rochdale", parent=wide)

        assert areas_in_words([wide, small]) == "Rochdale, North West"
