"""Saving, renaming and deleting searches over HTTP, each person among their own."""

import pytest
from django.urls import reverse

from portal.subscriptions.models import Delivery, SavedSearch, Subscriber
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import SavedSearchFactory, topic_for
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/account/searches/"
ADD = "/account/searches/save/"


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    """No index: pages of accounts must work while search rests."""
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def edit(saved):
    return reverse("saved_search_edit", args=[saved.pk])


def delete(saved):
    return reverse("saved_search_delete", args=[saved.pk])


class TestSavedSearchAdd:
    def test_proposes_what_the_search_says_as_its_name(self, client, person):
        ThemeFactory(slug="walks", name="Walks")

        page = client.get(f"{ADD}?theme=walks").content.decode()

        assert 'value="Practices about Walks"' in page

    def test_saves_the_canonical_query_without_any_mail(self, client, person):
        page = client.post(f"{ADD}?page=3&q=walks&utm=x", {"name": "Walks"}, follow=True)

        saved = SavedSearch.objects.get()
        assert (saved.user, saved.name, saved.topic.value) == (person, "Walks", "q=walks")
        assert "Your search is saved." in page.content.decode()
        assert not Subscriber.objects.exists()
        assert not Delivery.objects.exists()

    def test_says_what_is_wrong_with_a_name_and_keeps_it(self, client, person):
        SavedSearchFactory(user=person, name="Walks")

        taken = client.post(f"{ADD}?q=walks", {"name": "walks"}).content.decode()
        empty = client.post(f"{ADD}?q=walks", {"name": " "}).content.decode()
        long = client.post(f"{ADD}?q=walks", {"name": "x" * 81}).content.decode()

        assert "You have another search with this name" in taken
        assert 'value="walks"' in taken
        assert "Give your search a name" in empty
        assert "80 characters or fewer" in long
        assert SavedSearch.objects.count() == 1

    def test_knows_no_search_for_what_does_not_exist(self, client, person):
        assert client.get(f"{ADD}?theme=gone").status_code == 404

    def test_knows_no_search_for_the_changes_of_one_practice(self, client, person):
        page = PracticePageFactory()

        assert client.get(f"/account/searches/save/?practice={page.pk}").status_code == 404


class TestSavedSearchList:
    def test_lists_the_persons_own_with_ways_on(self, client, person):
        saved = SavedSearchFactory(user=person, name="<Walks>", topic=topic_for("q=walks"))
        SavedSearchFactory(name="Somebody else’s")

        page = client.get(LIST).content.decode()

        assert "&lt;Walks&gt;" in page
        assert 'href="/practices/?q=walks"' in page
        assert 'href="/email-updates/?q=walks"' in page
        assert edit(saved) in page
        assert "Somebody else" not in page

    def test_says_how_to_save_the_first(self, client, person):
        assert "You have not saved a search yet." in client.get(LIST).content.decode()

    def test_asks_to_sign_in(self, client):
        assert client.get(LIST).status_code == 302


class TestSavedSearchEdit:
    def test_renames(self, client, person):
        saved = SavedSearchFactory(user=person)

        client.post(edit(saved), {"name": "Long walks"})

        assert SavedSearch.objects.get().name == "Long walks"

    def test_is_not_found_by_anybody_else(self, client, person):
        saved = SavedSearchFactory(name="Private matters")

        answers = [
            client.get(edit(saved)),
            client.post(edit(saved), {"name": "Mine"}),
            client.post(delete(saved)),
        ]

        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert SavedSearch.objects.get().name == "Private matters"


class TestSavedSearchDelete:
    def test_deletes_by_post_alone(self, client, person):
        saved = SavedSearchFactory(user=person)

        assert client.get(delete(saved)).status_code == 405
        assert SavedSearch.objects.exists()

        page = client.post(delete(saved), follow=True)
        assert "Your saved search is deleted." in page.content.decode()
        assert not SavedSearch.objects.exists()
