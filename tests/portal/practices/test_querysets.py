"""What anybody may read, and practices by theme, place and organisation."""

import pytest

from portal.practices.models import PracticePage
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import (
    PracticePageFactory,
    ThemeFactory,
    make_private,
    practice_library,
)

pytestmark = pytest.mark.django_db


class TestVisibleToAll:
    def test_holds_live_practices(self):
        practice = PracticePageFactory()
        PracticePageFactory(draft=True)

        assert list(PracticePage.objects.visible_to_all()) == [practice]

    def test_leaves_out_a_restricted_practice(self):
        make_private(PracticePageFactory())

        assert not PracticePage.objects.visible_to_all().exists()

    def test_leaves_out_everything_below_a_restricted_page(self):
        PracticePageFactory()
        make_private(practice_library())

        assert not PracticePage.objects.visible_to_all().exists()

    def test_leaves_out_a_practice_that_was_unpublished(self):
        PracticePageFactory().unpublish()

        assert not PracticePage.objects.visible_to_all().exists()


class TestAboutTheme:
    def test_holds_practices_about_the_theme_or_a_child_once(self):
        parent = ThemeFactory()
        children = [ThemeFactory(parent=parent) for _number in range(2)]
        both = PracticePageFactory(themes=children)
        itself = PracticePageFactory(themes=[parent])
        PracticePageFactory(themes=[ThemeFactory()])

        found = PracticePage.objects.about_theme(parent).order_by("pk")

        assert list(found) == [both, itself]

    def test_holds_no_practice_about_the_theme_above_alone(self):
        parent = ThemeFactory()
        child = ThemeFactory(parent=parent)
        PracticePageFactory(themes=[parent])

        assert not PracticePage.objects.about_theme(child).exists()


class TestInArea:
    def test_holds_practices_anywhere_inside_once(self):
        england = AreaFactory()
        north = AreaFactory(parent=england)
        leeds = AreaFactory(parent=north)
        practice = PracticePageFactory(areas=[north, leeds])

        assert list(PracticePage.objects.in_area(england)) == [practice]

    def test_does_not_take_a_place_for_one_whose_path_begins_alike(self):
        first, second = AreaFactory(), AreaFactory()
        PracticePageFactory(areas=[second])

        assert not PracticePage.objects.in_area(first).exists()


class TestOfOrganisation:
    def test_holds_what_it_leads_and_what_it_partners_once(self):
        organisation = OrganisationFactory()
        led = PracticePageFactory(lead_organisation=organisation, partners=[organisation])
        partnered = PracticePageFactory(
            reference="P77", partners=[organisation, OrganisationFactory()]
        )
        PracticePageFactory(partners=[organisation])

        found = PracticePage.objects.of_organisation(organisation).order_by("pk")

        assert list(found) == [led, partnered]
