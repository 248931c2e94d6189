"""The list of contents leads to every part that a practice's page shows."""

import pytest

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink
from portal.practices.selectors.attachments import Attachments
from portal.practices.selectors.contents import contents_of
from portal.practices.selectors.details import practice_details
from tests.factories.practices import ImpactClaimFactory, PracticePageFactory

pytestmark = pytest.mark.django_db

NOTHING = Attachments(pictures=[], documents=[])


@pytest.fixture
def practice():
    return PracticePageFactory(problem="People are alone.", results="It helped.")


def addresses(practice, *, is_offered=True):
    details = practice_details(practice)
    contents = contents_of(details, attachments=NOTHING, is_offered=is_offered)
    return [item.url for item in contents]


class TestContents:
    def test_are_left_out_of_a_short_page(self, practice):
        assert addresses(practice, is_offered=False) == []

    def test_lead_to_every_part_of_a_long_page(self, practice):
        ImpactClaimFactory(practice=practice)
        PracticeLink.objects.create(
            practice=practice, to=PracticePageFactory(), kind=LinkKind.ADAPTED_FROM
        )

        assert addresses(practice) == [
            "#figures",
            "#problem",
            "#results",
            "#adaptations",
            "#voices",
            "#adoptions",
            "#commitments",
            "#conversation",
            "#sources",
        ]
