"""The front page shows picks, the newest and counts, of public practices alone."""

from datetime import UTC, datetime

import pytest

from home.selectors import LibraryTotals, front_page
from portal.practices.models import PracticePage
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


def titles(cards):
    return [card.title for card in cards]


def published(title, day):
    return PracticePageFactory(title=title, first_published_at=datetime(2026, 3, day, tzinfo=UTC))


class TestFrontPage:
    def test_keeps_the_order_that_editors_chose(self):
        pages = [PracticePageFactory(title=title) for title in "ABC"]

        front = front_page(featured_ids=[pages[2].pk, pages[0].pk])

        assert titles(front.featured) == ["C", "A"]

    @pytest.mark.parametrize(
        "hide",
        [PracticePage.unpublish, make_private, PracticePage.delete],
        ids=["unpublished", "private", "deleted"],
    )
    def test_leaves_out_a_pick_that_is_no_longer_public(self, hide):
        kept, hidden = PracticePageFactory(title="Kept"), PracticePageFactory()
        ids = [hidden.pk, kept.pk]
        hide(hidden)

        assert titles(front_page(featured_ids=ids).featured) == ["Kept"]

    def test_shows_the_newest_of_the_others(self):
        pages = [published(title, day) for day, title in enumerate("ABCDE", 1)]

        front = front_page(featured_ids=[pages[4].pk])

        assert titles(front.newest) == ["D", "C", "B"]

    def test_shows_nothing_new_that_is_not_public(self):
        published("Public", 1)
        make_private(published("Private", 2))
        PracticePageFactory(draft=True)

        assert titles(front_page(featured_ids=[]).newest) == ["Public"]

    def test_counts_upper_themes_with_their_children(self):
        upper = ThemeFactory(slug="pay")
        PracticePageFactory(themes=[ThemeFactory(parent=upper)])

        [counted] = front_page(featured_ids=[]).themes

        assert (counted.theme.slug, counted.total) == ("pay", 1)

    def test_adds_up_what_is_public(self):
        organisation, area = OrganisationFactory(), AreaFactory()
        PracticePageFactory(lead_organisation=organisation, areas=[area, AreaFactory()])
        PracticePageFactory(lead_organisation=organisation, areas=[area])
        PracticePageFactory(areas=[AreaFactory()], draft=True)

        totals = front_page(featured_ids=[]).totals

        assert totals == LibraryTotals(practices=2, organisations=1, areas=2)
