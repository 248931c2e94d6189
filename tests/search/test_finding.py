"""Results checked against the database before they are shown."""

import pytest

from portal.practices.models import PracticePage
from portal.practices.query import PracticeQuery
from search.finding import practices_found, totals_without_each_filter
from search.planning import PAGE_SIZE
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private

pytestmark = pytest.mark.django_db


class TestPracticesFound:
    @pytest.mark.parametrize(
        "hide",
        [
            make_private,
            lambda page: PracticePage.objects.filter(pk=page.pk).update(live=False),
            lambda page: page.delete(),
        ],
        ids=["private", "unpublished", "deleted"],
    )
    def test_drops_and_does_not_count_what_a_stale_index_still_has(self, rebuild, hide):
        shown, hidden = PracticePageFactory(), PracticePageFactory()
        rebuild()

        hide(hidden)

        findings = practices_found(PracticeQuery())
        assert [hit.id for hit in findings.hits] == [str(shown.pk)]
        assert findings.total == 1
        assert [practice.pk for practice in findings.practices] == [shown.pk]

    def test_gives_the_last_page_for_one_beyond_it(self, rebuild):
        for _number in range(PAGE_SIZE + 1):
            PracticePageFactory()
        rebuild()

        findings = practices_found(PracticeQuery(page=10**9))

        assert findings.query.page == findings.page_count == 2
        assert len(findings.hits) == 1

    def test_has_one_empty_page_when_there_is_nothing(self, rebuild):
        rebuild()

        findings = practices_found(PracticeQuery(page=5))

        assert (findings.query.page, findings.page_count, findings.total) == (1, 1, 0)


class TestTotalsWithoutEachFilter:
    def test_counts_what_taking_one_filter_away_would_bring(self, rebuild):
        theme = ThemeFactory(slug="retention")
        PracticePageFactory(themes=[theme], stage="running")
        PracticePageFactory(themes=[theme], stage="spread")
        PracticePageFactory(stage="stopped")
        rebuild()
        query = PracticeQuery(filters={"theme": ("retention",), "stage": ("stopped",)})

        findings = practices_found(query)

        assert findings.total == 0
        assert totals_without_each_filter(findings) == {"theme": 1, "stage": 2}
