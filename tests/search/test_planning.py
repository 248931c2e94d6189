"""From a query to the plan of one page."""

import pytest

from portal.practices.query import PracticeQuery
from search.plan.model import FieldFilter
from search.planning import PAGE_SIZE, plan_for
from search.port import MAX_RESULTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(rebuild):
    rebuild()


class TestPlanFor:
    def test_carries_filters_ids_and_page(self, engine):
        query = PracticeQuery(filters={"theme": ("b", "a"), "area": ("c",)}, page=3)

        plan = plan_for(query, engine=engine, facets=("theme",), ids=[12, 7])

        assert plan.filters == (
            FieldFilter(field="area", values=("c",)),
            FieldFilter(field="theme", values=("b", "a")),
        )
        assert plan.ids == ("12", "7")
        assert plan.facets == ("theme",)
        assert (plan.offset, plan.size) == (2 * PAGE_SIZE, PAGE_SIZE)
        assert plan.visibility == ("public",)

    def test_goes_no_further_than_the_last_page_that_is_shown(self, engine):
        plan = plan_for(PracticeQuery(page=10**9), engine=engine)

        assert plan.offset == MAX_RESULTS - PAGE_SIZE

    def test_begins_at_the_first_result_when_there_is_more_on_a_page_than_may_be_paged_to(
        self, engine
    ):
        assert plan_for(PracticeQuery(page=2), engine=engine, size=5_000).offset == 0
