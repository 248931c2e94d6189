"""Tenders are indexed, found, changed and taken out on both engines, as practices are."""

import json
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from portal.tenders.board import BoardQuery
from portal.tenders.models import Tender
from portal.tenders.services import import_releases
from search.alerts import tenders_matching
from search.services.drain_outbox import drain_outbox
from search.services.rebuild_index import rebuild_index
from search.services.roll_back_index import roll_back_index
from search.services.verify_index import verify_index
from search.tender_finding import hits_of, tenders_found
from tests.factories.early_notices import EarlyNoticeFactory
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.tenders import TenderFactory
from tests.portal.tenders.conftest import AT, FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(tender_engine):
    """Titles that a search finds, best first; everything that changed is in the index."""

    def run(text, **filters):
        drain_outbox(at=timezone.now() + timedelta(seconds=1), engine=tender_engine)
        data = QueryDict(mutable=True)
        data.update({"q": text, **filters})
        found = tenders_found(BoardQuery.parse(data), at=timezone.now(), engine=tender_engine)
        titles = dict(Tender.objects.values_list("pk", "title"))
        return [titles[pk] for pk in found.ordered_ids()]

    return run


@pytest.fixture
def empty(tender_engine):
    """The engine with an empty index."""
    rebuild_index(at=timezone.now(), engine=tender_engine)
    return tender_engine


class TestImport:
    def test_is_found_once_the_outbox_is_drained(self, empty, find):
        AreaFactory(slug="bury", name="Bury")

        import_releases([FIXTURES / "package.json"], at=AT)

        assert len(find("home care in bury")) >= 1
        assert len(find("85312000")) >= 1

    def test_is_found_as_it_was_changed_last(self, empty, find, imported, release):
        imported(release())
        assert find("home") == ["Home care"]

        later = {"id": "t", "title": "Gardens", "status": "active"}
        imported(release(id="r2", date="2026-11-02T09:00:00Z", tender=later))

        assert find("home") == []
        assert find("gardens") == ["Gardens"]

    @pytest.fixture
    def imported(self, tmp_path):
        """Import one release."""

        def run(one):
            path = tmp_path / "file.json"
            path.write_text(json.dumps({"releases": [one]}), encoding="utf-8")
            import_releases([path], at=AT)

        return run

    @pytest.fixture
    def release(self):
        """A small release with other values where given."""

        def make(**changes):
            tender = {"id": "t", "title": "Home care", "status": "active"}
            made = {"ocid": "ocds-example-1", "id": "r1", "date": "2026-11-01T09:00:00Z"}
            return {**made, "tag": ["tender"], "tender": tender, **changes}

        return make

    def test_of_nobody_named_in_it(self, empty, find):
        import_releases([FIXTURES / "package.json"], at=AT)

        assert find('"testperson"') == []


class TestDeletion:
    def test_takes_it_out(self, empty, find):
        import_releases([FIXTURES / "package.json"], at=AT)
        find("care")
        Tender.objects.all().delete()

        find("care")

        assert empty.status().documents == 0


class TestWords:
    def test_are_corrected_and_explained(self, empty, find):
        TenderFactory(title="Meals at home", description="Hot lunches for older people.")
        rebuild_index(at=timezone.now(), engine=empty)

        query = BoardQuery.parse(QueryDict("q=lunhces"))
        found = tenders_found(query, at=timezone.now(), engine=empty)

        (pk,) = found.ordered_ids()
        (match,) = hits_of(found, [pk], engine=empty)[pk].matches
        assert (found.plan.corrected_text, match.found) == ("lunches", "lunches")

    def test_rank_the_title_first_and_filters_narrow(self, empty, find):
        TenderFactory(title="Support", description="Support with meals and much more besides.")
        TenderFactory(title="Meals", awarded=True)
        rebuild_index(at=timezone.now(), engine=empty)

        assert find("meals") == ["Meals", "Support"]
        assert find("meals", status="open") == ["Support"]


class TestAlerts:
    @pytest.fixture
    def tenders(self, empty):
        """Three that are in the index."""
        made = [
            TenderFactory(title="Meals at home", description="Hot lunches for older people."),
            TenderFactory(title="Home care", description="Help with washing and with meals."),
            TenderFactory(title="Gardens", description="Weeding, 3,500 hours a year."),
        ]
        rebuild_index(at=timezone.now(), engine=empty)
        return made

    @pytest.mark.parametrize(
        "asked",
        ["q=meals", "q=home+meals", "q=lunhces", "q=lunhces&exact=1", "q=%22home+care%22",
         "q=Example+Council", "q=3%2C500", "q=the", "q=bricklaying"],
    )  # fmt: skip
    def test_tell_of_what_the_board_lists_for_the_same_words(self, empty, tenders, asked):
        query = BoardQuery.parse(QueryDict(asked))
        ids = [tender.pk for tender in tenders[1:]]
        listed = tenders_found(query, at=timezone.now(), engine=empty).ordered_ids()

        answer = tenders_matching(searches={7: query}, tender_ids=ids, engine=empty)

        assert answer.get(7, frozenset()) == set(listed) & set(ids)

    def test_tell_of_none_that_a_moderator_hid(self, empty, tenders):
        hidden = TenderFactory(title="Meals", early_notice=EarlyNoticeFactory(is_hidden=True))
        query = BoardQuery.parse(QueryDict("q=meals"))

        assert tenders_matching(searches={7: query}, tender_ids=[hidden.pk], engine=empty) == {}


class TestOperations:
    def test_rebuild_verify_and_roll_back_leave_practices_alone(self, tender_engine):
        PracticePageFactory(title="Gardens")
        TenderFactory(title="Meals")
        at = timezone.now()

        assert rebuild_index(at=at, engine=tender_engine) == 1
        first = tender_engine.status().index
        assert verify_index(at=at, engine=tender_engine).is_right
        TenderFactory(title="Roads")
        assert len(verify_index(at=at, engine=tender_engine).missing) == 1
        assert rebuild_index(at=at, engine=tender_engine) == 2
        assert roll_back_index(at=at, engine=tender_engine) == first
        assert verify_index(at=at, engine=tender_engine).is_right
        assert tender_engine.status().documents == 2
