"""Suggestions of partners are turned off apart from news of teams that one is in."""

from importlib import import_module

import pytest
from django.apps import apps

from portal.users.enums import NoticeKind
from portal.users.models import UnwantedNotices
from portal.users.notice_choices import is_still_wanted, turn_off
from tests.factories.notices import NoticeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
migration = import_module("portal.users.migrations.0005_suggestion_notices")


def unwanted(person):
    return set(person.unwanted_notices.values_list("kind", flat=True))


class TestSuggestions:
    def test_are_turned_off_alone(self):
        person = UserFactory()
        turn_off(person=person, kind=NoticeKind.SUGGESTIONS)

        assert not is_still_wanted(NoticeFactory(person=person, kind=NoticeKind.SUGGESTIONS))
        assert is_still_wanted(NoticeFactory(person=person, kind=NoticeKind.BIDDING))


class TestMigration:
    def test_keeps_suggestions_off_for_who_turned_bidding_off(self):
        off, on = UserFactory(), UserFactory()
        UnwantedNotices.objects.create(person=off, kind=NoticeKind.BIDDING)
        UnwantedNotices.objects.create(person=on, kind=NoticeKind.VOICES)

        for _ in range(2):
            migration.keep_choices(apps, None)

        assert unwanted(off) == {NoticeKind.BIDDING, NoticeKind.SUGGESTIONS}
        assert unwanted(on) == {NoticeKind.VOICES}

    def test_gives_suggestions_that_wait_to_be_mailed_their_kind(self):
        suggestion = NoticeFactory(kind=NoticeKind.BIDDING, key="suggestion:7:new")
        other = NoticeFactory(kind=NoticeKind.BIDDING, key="consortium:7:asked::2026-11-27")

        migration.keep_choices(apps, None)

        suggestion.refresh_from_db()
        other.refresh_from_db()
        assert (suggestion.kind, other.kind) == (NoticeKind.SUGGESTIONS, NoticeKind.BIDDING)

    def test_goes_back_to_one_kind(self):
        person = UserFactory()
        turn_off(person=person, kind=NoticeKind.SUGGESTIONS)
        notice = NoticeFactory(kind=NoticeKind.SUGGESTIONS)

        migration.join_choices(apps, None)

        notice.refresh_from_db()
        assert (unwanted(person), notice.kind) == (set(), NoticeKind.BIDDING)
