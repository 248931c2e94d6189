"""Keeping searches under names."""

import pytest
from django.db import IntegrityError

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import SavedSearch, Topic
from portal.subscriptions.services import saving
from portal.subscriptions.services.saving import (
    NameTakenError,
    TooManySavedError,
    delete_search,
    rename_search,
    save_search,
)
from tests.factories.subscriptions import (
    SIGNED_UP,
    SavedSearchFactory,
    SubscriptionFactory,
    topic_for,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def save(user, name="Walks", value="q=walks"):
    interest = Interest(kind=TopicKind.SEARCH, value=value)
    return save_search(user=user, name=name, interest=interest, at=SIGNED_UP)


class TestSaveSearch:
    def test_keeps_the_query_of_the_interest_that_followers_share(self):
        subscription = SubscriptionFactory(topic=topic_for("q=walks"))

        saved = save(UserFactory())

        assert saved.topic == subscription.topic

    def test_gives_a_search_that_was_kept_before_the_new_name(self):
        user = UserFactory()
        save(user)
        save(user, name="Long walks")

        assert [saved.name for saved in SavedSearch.objects.all()] == ["Long walks"]

    def test_refuses_a_name_that_the_person_gave_another_search(self):
        user = UserFactory()
        save(user)

        with pytest.raises(NameTakenError):
            save(user, name="WALKS", value="q=runs")
        assert save(UserFactory(), value="q=runs").name == "Walks"

    def test_refuses_more_than_anybody_needs(self, monkeypatch):
        monkeypatch.setattr(saving, "MAX_SAVED", 1)
        user = UserFactory()
        save(user)

        with pytest.raises(TooManySavedError):
            save(user, name="Runs", value="q=runs")
        assert save(user, name="Renamed").name == "Renamed"

    def test_makes_no_follower(self):
        saved = save(UserFactory())

        assert saved.topic not in Topic.objects.followed()


class TestRenameSearch:
    def test_changes_the_name_alone(self):
        saved = SavedSearchFactory()

        rename_search(saved=saved, name="Other")

        assert SavedSearch.objects.get().name == "Other"
        assert SavedSearch.objects.get().topic == saved.topic

    def test_lets_a_person_change_the_case_of_a_name(self):
        saved = SavedSearchFactory(name="walks")

        assert rename_search(saved=saved, name="Walks").name == "Walks"


class TestDeleteSearch:
    def test_leaves_no_trace_of_what_was_searched_for(self):
        delete_search(saved=SavedSearchFactory(topic=topic_for("q=walks")))

        assert not SavedSearch.objects.exists()
        assert not Topic.objects.exists()

    def test_keeps_the_interest_of_those_who_get_mails_about_it(self):
        subscription = SubscriptionFactory(topic=topic_for("q=walks"))

        delete_search(saved=SavedSearchFactory(topic=subscription.topic))

        assert subscription.ended_at is None
        assert Topic.objects.get() == subscription.topic


class TestSavedSearch:
    def test_is_kept_once_by_each_person(self):
        saved = SavedSearchFactory()

        with pytest.raises(IntegrityError):
            SavedSearchFactory(user=saved.user, topic=saved.topic, name="Again")

    def test_goes_with_its_person(self):
        saved = SavedSearchFactory()

        saved.user.delete()

        assert not SavedSearch.objects.exists()
