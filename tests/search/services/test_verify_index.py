"""Differences between index and database, found and repaired."""

from datetime import UTC, datetime

import pytest

from portal.practices.models import PracticePage
from search.models import OutboxEntry
from search.port import Change
from search.services.drain_outbox import drain_outbox
from search.services.verify_index import VerifyReport, verify_index
from tests.factories.practices import PracticePageFactory
from tests.factories.search import document, plan

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def practice(engine, rebuild):
    practice = PracticePageFactory(title="Gardens")
    rebuild()
    drain_outbox(at=NOW, engine=engine)
    return practice


def repaired(engine):
    drain_outbox(at=NOW, engine=engine)
    return verify_index(at=NOW, engine=engine).is_right


class TestVerifyIndex:
    def test_finds_nothing_wrong_with_a_right_index(self, engine, practice):
        assert verify_index(at=NOW, engine=engine) == VerifyReport(checked=1)
        assert not OutboxEntry.objects.pending().exists()

    def test_puts_back_what_is_missing(self, engine, practice):
        engine.apply([Change(id=str(practice.pk), version=99)])

        report = verify_index(at=NOW, engine=engine)

        assert report.missing == (practice.pk,)
        assert repaired(engine)
        assert engine.search(plan("gardens")).total == 1

    def test_takes_out_what_should_not_be_there(self, engine, practice):
        PracticePage.objects.update(live=False)  # As a change in the database by hand would.

        report = verify_index(at=NOW, engine=engine)

        assert report.surplus == (practice.pk,)
        assert repaired(engine)
        assert engine.search(plan()).total == 0

    def test_renews_what_is_in_another_version(self, engine, practice):
        older = document(practice.pk, "Former title", version=50)
        engine.apply([Change(id=str(practice.pk), version=50, document=older)])

        report = verify_index(at=NOW, engine=engine)

        assert report.stale == (practice.pk,)
        assert repaired(engine)
        assert engine.search(plan("gardens")).total == 1

    def test_leaves_what_is_pending_to_the_drain(self, engine, practice):
        practice.save()

        assert verify_index(at=NOW, engine=engine).is_right
