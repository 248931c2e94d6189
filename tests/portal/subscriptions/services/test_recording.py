"""What counts as news: first publication, a change that readers see, a return that was not told."""

from datetime import timedelta

import pytest

from portal.practices.models import PracticePage
from portal.subscriptions.enums import EventKind
from portal.subscriptions.models import Event
from portal.subscriptions.services.recording import record_event
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.subscriptions import SIGNED_UP

pytestmark = pytest.mark.django_db

LATER = SIGNED_UP + timedelta(hours=1)


@pytest.fixture
def practice():
    return PracticePageFactory(themes=[ThemeFactory()])


@pytest.fixture
def told(practice):
    """The practice with its first event, matched and numbered."""
    event = record_event(practice=practice, at=SIGNED_UP)
    Event.objects.update(matched_at=SIGNED_UP, seq=1)
    event.refresh_from_db()
    return event


class TestRecordEvent:
    def test_records_a_first_publication_as_new(self, practice):
        event = record_event(practice=practice, at=SIGNED_UP)

        assert (event.kind, event.occurred_at, event.seq) == (EventKind.NEW, SIGNED_UP, None)

    def test_records_nothing_when_the_same_is_published_again(self, practice, told):
        assert record_event(practice=practice, at=LATER) is None
        assert Event.objects.count() == 1

    @pytest.mark.parametrize("field", ["title", "summary", "what_did_not_work", "stage_as_stated"])
    def test_records_a_change_that_readers_see(self, practice, told, field):
        setattr(practice, field, "Changed")

        event = record_event(practice=practice, at=LATER)

        assert event.kind == EventKind.UPDATED
        assert event.content_hash != told.content_hash

    def test_records_a_change_of_themes_that_is_not_saved_yet(self, practice, told):
        practice.themes.add(ThemeFactory())

        assert record_event(practice=practice, at=LATER).kind == EventKind.UPDATED

    def test_ignores_what_readers_do_not_see(self, practice, told):
        practice.reference = "P99"
        practice.search_description = "For search engines"

        assert record_event(practice=practice, at=LATER) is None

    def test_records_nothing_of_a_draft(self):
        assert record_event(practice=PracticePageFactory(draft=True), at=SIGNED_UP) is None

    def test_records_nothing_of_a_private_practice_until_it_is_public(self, practice):
        restriction = make_private(practice.get_parent())
        assert record_event(practice=practice, at=SIGNED_UP) is None

        restriction.delete()

        assert record_event(practice=practice, at=LATER).kind == EventKind.NEW

    def test_records_an_unchanged_return_after_a_withdrawal(self, practice, told):
        restriction = make_private(practice)
        record_event(practice=practice, at=LATER)
        restriction.delete()

        event = record_event(practice=practice, at=LATER + timedelta(hours=1))

        assert event.is_return
        assert (event.kind, event.content_hash) == (told.kind, told.content_hash)

    def test_lets_a_waiting_event_speak_for_a_return(self, practice):
        record_event(practice=practice, at=SIGNED_UP)
        restriction = make_private(practice)
        record_event(practice=practice, at=LATER)
        assert Event.objects.get().withdrawn_at == LATER
        restriction.delete()

        assert record_event(practice=practice, at=LATER) is None
        assert Event.objects.get().withdrawn_at is None

    def test_keeps_the_moment_when_a_practice_was_first_taken_down(self, practice, told):
        make_private(practice)
        record_event(practice=practice, at=LATER)

        record_event(practice=practice, at=LATER + timedelta(days=1))

        told.refresh_from_db()
        assert told.withdrawn_at == LATER

    def test_keeps_the_event_when_the_practice_is_deleted(self, practice, told):
        PracticePage.objects.get(pk=practice.pk).delete()

        assert Event.objects.get().practice is None
