"""What became of a practice elsewhere, told in one sentence that claims no more than is known."""

from datetime import date

import pytest

from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.selectors.adoptions import adopters_among, adoptions_of, own_adoption
from tests.factories.adoptions import (
    AdoptionFactory,
    AdoptionResultFactory,
    MemberFactory,
    PartnerFactory,
)
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 15)


@pytest.fixture
def practice():
    return PracticePageFactory()


def told(practice):
    return adoptions_of(practice, today=TODAY)


class TestSentence:
    def test_combines_what_everybody_says(self, practice):
        AdoptionFactory.create_batch(4, practice=practice)
        AdoptionFactory(practice=practice, status=AdoptionStatus.ADAPTED)
        AdoptionFactory(practice=practice, status=AdoptionStatus.TRYING, started="2026")
        AdoptionFactory(practice=practice, stopping=True)

        assert told(practice).sentence == (
            "7 organisations, 5 still running after a year, 1 trying it, 1 stopped: staffing"
        )

    def test_is_empty_where_nobody_took_it_up(self, practice):
        AdoptionFactory(practice=practice, status=AdoptionStatus.INTERESTED, started="")

        assert told(practice).sentence == ""

    def test_names_the_commonest_reason_first(self, practice):
        AdoptionFactory(practice=practice, stopping=True)
        AdoptionFactory.create_batch(
            2, practice=practice, stopping=True, stop_reason=StopReason.FUNDING
        )

        assert told(practice).sentence.endswith("3 stopped: funding, staffing")

    def test_does_not_count_what_the_author_disputes(self, practice):
        AdoptionFactory(
            practice=practice, confirmation=Confirmation.DISPUTED, dispute="They never began."
        )

        adoptions = told(practice)

        assert (adoptions.sentence, len(adoptions.rows)) == ("", 1)

    def test_says_how_many_are_not_confirmed(self, practice):
        AdoptionFactory(practice=practice, confirmation=Confirmation.WAITING)

        assert told(practice).waiting == 1

    @pytest.mark.parametrize(
        ("started", "has_lasted"),
        [
            ("2025-03-14", True),
            ("2025-03-15", True),
            ("2025-03-16", False),
            ("2025-02", True),
            # It may have been at the end of the month or year.
            ("2025-03", False),
            ("2025", False),
            ("2024", True),
        ],
    )
    def test_counts_a_year_only_where_it_is_sure(self, practice, started, has_lasted):
        AdoptionFactory(practice=practice, started=started)

        assert ("1 still running after a year" in told(practice).sentence) is has_lasted


class TestAreas:
    def test_are_counted_most_first(self, practice):
        bury, wigan = AreaFactory(name="Bury"), AreaFactory(name="Wigan")
        for area in (bury, wigan, wigan, None):
            AdoptionFactory(practice=practice, area=area)

        assert [(area.name, area.total) for area in told(practice).areas] == [
            ("Wigan", 2),
            ("Bury", 1),
            ("Place not given", 1),
        ]

    def test_and_their_map_count_those_of_the_sentence(self, practice):
        bury, leeds = AreaFactory(slug="bury", name="Bury"), AreaFactory(name="Leeds")
        for area in (bury, leeds, leeds, None):
            AdoptionFactory(practice=practice, area=area)
        AdoptionFactory(practice=practice, area=leeds, status=AdoptionStatus.INTERESTED)

        adoptions = told(practice)
        drawn = adoptions.map

        assert sum(area.total for area in adoptions.areas) == adoptions.total == 4
        assert sum(part.total for part in (*drawn.tiles, *drawn.elsewhere)) == 4

    def test_are_none_where_nobody_named_a_place(self, practice):
        AdoptionFactory(practice=practice, area=None)

        assert told(practice).areas == []


class TestQueries:
    def test_are_as_many_for_one_adoption_as_for_ten(self, practice, django_assert_num_queries):
        for _number in range(10):
            AdoptionResultFactory(adoption__practice=practice, adoption__area=AreaFactory())

        with django_assert_num_queries(3):
            for adoption in told(practice).rows:
                assert adoption.organisation.name
                assert [result.organisation.name for result in adoption.shown_results]


class TestWhoMayDoWhat:
    def test_offers_no_organisation_whose_practice_it_is(self):
        member = MemberFactory()
        own = PracticePageFactory(lead_organisation=member.organisation)
        partnered = PartnerFactory(organisation=member.organisation).practice

        assert list(adopters_among(member.user, own)) == []
        assert list(adopters_among(member.user, partnered)) == []
        assert list(adopters_among(member.user, PracticePageFactory())) == [member.organisation]

    def test_shows_an_adoption_to_both_sides_and_to_nobody_else(self):
        author, adopter, stranger = (MemberFactory() for _side in range(3))
        adoption = AdoptionFactory(
            practice=PracticePageFactory(lead_organisation=author.organisation),
            organisation=adopter.organisation,
        )

        of_author = own_adoption(author.user, adoption.pk)
        of_adopter = own_adoption(adopter.user, adoption.pk)

        assert (of_author.is_author, of_author.is_adopter) == (True, False)
        assert (of_adopter.is_author, of_adopter.is_adopter) == (False, True)
        assert own_adoption(stranger.user, adoption.pk) is None
        assert own_adoption(author.user, 0) is None
