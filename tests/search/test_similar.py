"""Which practices a practice's page shows as similar, and what it says of them."""

import pytest

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink
from search.similar import similar_to
from tests.factories.organisations import AreaFactory, OrganisationFactory, SectorFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return ThemeFactory(slug="loneliness", name="Loneliness")


@pytest.fixture
def practice(theme):
    return PracticePageFactory(title="Time bank", themes=[theme])


@pytest.fixture
def page(client, rebuild, practice):
    """Call it to index the practices and read the practice's page."""

    def read():
        rebuild()
        return client.get(practice.url).content.decode()

    return read


def titles(found):
    return [one.title for one in found]


class TestSimilarTo:
    def test_gives_the_nearest_with_the_reason(self, engine, rebuild, practice, theme):
        PracticePageFactory(title="Gardens")
        PracticePageFactory(title="Befriending", themes=[theme])
        rebuild()

        (nearest,) = similar_to(practice, engine=engine).nearest

        assert (nearest.title, nearest.reason) == ("Befriending", "Both are about loneliness.")

    def test_gives_at_most_two_of_one_organisation(self, engine, rebuild, practice, theme):
        one = OrganisationFactory()
        for number in range(4):
            PracticePageFactory(title=f"One {number}", themes=[theme], lead_organisation=one)
        PracticePageFactory(title="Another", themes=[theme])
        rebuild()

        found = titles(similar_to(practice, engine=engine).nearest)

        assert "Another" in found
        assert len([title for title in found if title.startswith("One")]) == 2

    def test_leaves_out_practices_that_it_is_linked_with(self, engine, rebuild, practice, theme):
        outgoing, incoming = (PracticePageFactory(themes=[theme]) for _end in range(2))
        PracticeLink.objects.create(practice=practice, to=outgoing, kind=LinkKind.COMPARE_WITH)
        PracticeLink.objects.create(practice=incoming, to=practice, kind=LinkKind.ADAPTED_FROM)
        rebuild()

        assert not similar_to(practice, engine=engine)

    def test_names_the_same_idea_from_another_sector_once(self, engine, rebuild, practice, theme):
        charity, council = SectorFactory(name="Charity"), SectorFactory(name="Council")
        practice.sectors = [charity]
        practice.save()
        PracticePageFactory(title="Both sectors", themes=[theme], sectors=[charity, council])
        PracticePageFactory(title="Council’s", themes=[theme], sectors=[council])
        PracticePageFactory(title="No sector", themes=[theme])
        rebuild()

        found = similar_to(practice, engine=engine)

        assert found.other_sector.title == "Council’s"
        assert set(titles(found.nearest)) == {"Both sectors", "No sector"}

    def test_names_the_same_idea_from_another_area_and_not_from_one_around_it(
        self, engine, rebuild, practice, theme
    ):
        county = AreaFactory(name="Greater Manchester")
        rochdale = AreaFactory(name="Rochdale", parent=county)
        heywood = AreaFactory(name="Heywood", parent=rochdale)
        bury = AreaFactory(name="Bury", parent=county)
        practice.areas = [rochdale]
        practice.save()
        for area in (rochdale, county, heywood, bury):
            PracticePageFactory(title=area.name, themes=[theme], areas=[area])
        PracticePageFactory(title="Nowhere", themes=[theme])
        rebuild()

        assert similar_to(practice, engine=engine).other_area.title == "Bury"

    def test_asks_for_a_common_theme_before_it_speaks_of_the_same_idea(
        self, engine, rebuild, practice
    ):
        practice.sectors = [SectorFactory()]
        practice.save()
        PracticePageFactory(title="Time bank for neighbours", sectors=[SectorFactory()])
        rebuild()

        assert similar_to(practice, engine=engine).other_sector is None

    @pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
    def test_never_gives_what_was_hidden_since_it_was_indexed(
        self, engine, rebuild, practice, theme, hide
    ):
        secret = PracticePageFactory(title="Befriending", themes=[theme])
        rebuild()

        hide(secret)

        assert not similar_to(practice, engine=engine)

    def test_asks_the_database_no_more_for_many_candidates(
        self, engine, rebuild, practice, theme, django_assert_max_num_queries
    ):
        for _number in range(8):
            PracticePageFactory(themes=[theme], sectors=[SectorFactory()], areas=[AreaFactory()])
        rebuild()
        similar_to(practice, engine=engine)

        with django_assert_max_num_queries(20):
            similar_to(practice, engine=engine)


class TestPracticePage:
    def test_shows_similar_practices_escaped(self, page, theme):
        PracticePageFactory(title="<b>Befriending</b>", themes=[theme])

        shown = page()

        assert "Similar practices" in shown
        assert "&lt;b&gt;Befriending&lt;/b&gt;" in shown
        assert "Both are about loneliness." in shown

    def test_shows_practices_of_the_same_theme_while_the_engine_is_down(
        self, client, practice, theme, settings
    ):
        PracticePageFactory(title="Befriending", themes=[theme])
        settings.SEARCH_ENGINE_URL = "http://127.0.0.1:9"

        answer = client.get(practice.url)

        assert answer.status_code == 200
        shown = answer.content.decode()
        assert "Similar practices" not in shown
        assert "More like this" in shown
        assert "Befriending" in shown

    def test_shows_none_beside_an_unsaved_draft(self, rebuild, practice, theme):
        PracticePageFactory(title="Befriending", themes=[theme])
        rebuild()

        assert b"Similar practices" not in practice.make_preview_request().content
