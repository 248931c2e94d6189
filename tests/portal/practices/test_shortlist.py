"""A shortlist is its owner's alone, and holds nothing that not everybody may read."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from portal.practices.models import ShortlistEntry
from portal.practices.selectors.shortlist import on_shortlist, shortlist_of
from portal.practices.services import shortlist as service
from portal.practices.services.shortlist import ShortlistFullError, add_to_shortlist
from tests.factories.practices import PracticePageFactory, ShortlistEntryFactory, make_private
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def reader(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def entry(reader):
    return ShortlistEntryFactory(user=reader, practice__title="Gardens", note="Ask for costs.")


class TestShortlistEntry:
    def test_is_there_once_for_each_practice(self):
        entry = ShortlistEntryFactory()

        with pytest.raises(IntegrityError), transaction.atomic():
            ShortlistEntryFactory(user=entry.user, practice=entry.practice)


class TestAddToShortlist:
    def test_leaves_an_entry_with_its_note_as_it_is(self):
        entry = ShortlistEntryFactory(note="Mine")

        again = add_to_shortlist(user=entry.user, practice=entry.practice, at=AT)

        assert (again, again.note) == (entry, "Mine")

    def test_refuses_more_than_the_most(self, monkeypatch):
        monkeypatch.setattr(service, "MAX_ENTRIES", 1)
        entry = ShortlistEntryFactory()

        with pytest.raises(ShortlistFullError):
            add_to_shortlist(user=entry.user, practice=PracticePageFactory(), at=AT)


class TestShortlistOf:
    def test_keeps_the_note_but_not_the_practice_once_that_is_private(self, entry):
        make_private(entry.practice)

        (item,) = shortlist_of(entry.user)

        assert item.practice is None
        assert item.entry.note == "Ask for costs."

    def test_is_that_of_one_person(self, entry):
        ShortlistEntryFactory()

        assert [item.entry for item in shortlist_of(entry.user)] == [entry]


class TestOnShortlist:
    def test_names_what_is_on_the_persons_own_shortlist(self, entry):
        other = ShortlistEntryFactory()
        asked = [entry.practice_id, other.practice_id]

        assert on_shortlist(entry.user, asked) == {entry.practice_id}
        assert on_shortlist(AnonymousUser(), asked) == set()


class TestShortlistPage:
    def test_shows_practices_with_notes(self, client, entry):
        page = client.get("/shortlist/").content.decode()

        assert "Gardens" in page
        assert "Ask for costs." in page

    def test_says_how_to_begin(self, client, reader):
        assert "There is nothing here yet" in client.get("/shortlist/").content.decode()


class TestShortlistAdd:
    def test_saves_a_practice_and_goes_back(self, client, reader):
        practice = PracticePageFactory()
        data = {"practice": practice.pk, "next": practice.url}

        answer = client.post("/shortlist/add/", data)

        assert answer.headers["Location"] == practice.url
        assert ShortlistEntry.objects.get().practice == practice

    def test_goes_back_to_the_card_among_the_results(self, client, reader):
        practice = PracticePageFactory()
        data = {"practice": practice.pk, "next": "/practices/?q=gardens", "back_to": "card"}

        answer = client.post("/shortlist/add/", data)

        assert answer.headers["Location"] == f"/practices/?q=gardens#practice-{practice.pk}"

    def test_goes_to_no_other_site(self, client, reader):
        data = {"practice": PracticePageFactory().pk, "next": "https://evil.example/"}

        assert client.post("/shortlist/add/", data).headers["Location"] == "/shortlist/"

    @pytest.mark.parametrize("number", ["", "x", "0", "-1", "²", "9" * 400])
    def test_knows_no_practice_without_its_number(self, client, reader, number):
        assert client.post("/shortlist/add/", {"practice": number}).status_code == 404

    def test_knows_no_practice_that_is_not_public(self, client, reader):
        practice = PracticePageFactory()
        make_private(practice)

        assert client.post("/shortlist/add/", {"practice": practice.pk}).status_code == 404

    def test_says_when_the_list_is_full(self, client, entry, monkeypatch):
        monkeypatch.setattr(service, "MAX_ENTRIES", 1)

        page = client.post("/shortlist/add/", {"practice": PracticePageFactory().pk}, follow=True)

        assert "Your shortlist is full" in page.content.decode()


class TestShortlistNote:
    def test_replaces_the_note(self, client, entry):
        client.post(f"/shortlist/{entry.pk}/note/", {"note": "Call them."})

        entry.refresh_from_db()
        assert entry.note == "Call them."

    def test_gives_back_a_note_that_is_too_long_to_be_shortened(self, client, entry):
        answer = client.post(f"/shortlist/{entry.pk}/note/", {"note": "x" * 1001})

        assert "Make it 1000 characters or fewer." in answer.content.decode()
        assert "x" * 1001 in answer.content.decode()
        entry.refresh_from_db()
        assert entry.note == "Ask for costs."

    @pytest.mark.parametrize("what", ["note", "remove"])
    def test_of_somebody_else_is_not_found(self, client, entry, what):
        client.force_login(UserFactory())

        answer = client.post(f"/shortlist/{entry.pk}/{what}/", {"note": "Hello"})

        assert answer.status_code == 404
        entry.refresh_from_db()
        assert entry.note == "Ask for costs."


class TestShortlistRemove:
    def test_takes_the_practice_off(self, client, entry):
        client.post(f"/shortlist/{entry.pk}/remove/")

        assert not ShortlistEntry.objects.exists()


class TestShortlistCsv:
    def test_has_a_row_for_each_practice_with_the_note(self, client, entry):
        answer = client.get("/shortlist/csv/")

        text = answer.getvalue().decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text, newline=""))
        assert (row["Title"], row["Your note"]) == ("Gardens", "Ask for costs.")
        assert row["Licence"] == "Not stated"

    def test_holds_nothing_of_a_practice_that_is_private_now(self, client, entry):
        make_private(entry.practice)

        text = client.get("/shortlist/csv/").getvalue().decode()

        assert "Gardens" not in text
        assert "Ask for costs." in text
