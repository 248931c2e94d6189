"""An Easy Read version is shown once people checked it and every rule is kept, and never alone."""

import re
from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from home.services.site import ensure_site
from portal.practices.models import EasyReadPage, PracticePage
from portal.practices.selectors.cards import practice_cards
from portal.users.roles import Role
from tests.factories.easy_read import EasyReadPageFactory, ideas, make_picture
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LONG = "This sentence goes on and on with far more words than anybody should have to read here."


@pytest.fixture
def practice():
    return PracticePageFactory(title="People choose", slug="people-choose")


@pytest.fixture
def easy_read(practice):
    return EasyReadPageFactory(practice=practice)


def fresh(practice):
    return PracticePage.objects.get(pk=practice.pk)


class TestEasyReadPage:
    def test_stands_at_its_own_address_below_the_practice(self, client, easy_read, practice):
        page = client.get(f"{practice.url}easy-read/").content.decode()

        assert "People choose who helps them." in page
        assert 'alt="Two people talk."' in page
        assert (
            "Checked by people with lived experience: Example People First, 1 March 2026." in page
        )

    def test_is_linked_from_the_practice_and_its_card(self, client, easy_read, practice):
        (card,) = practice_cards(PracticePage.objects.offered())

        assert (
            f'href="{easy_read.url}">Read this in Easy Read'
            in client.get(practice.url).content.decode()
        )
        assert card.easy_read_url == easy_read.url == "/practices/people-choose/easy-read/"

    def test_serves_its_own_pictures(self, client, easy_read, practice):
        page = client.get(easy_read.url).content.decode()
        (first, *_rest) = re.findall(r'<img class="cp-easy-read__picture"\s+src="([^"]+)"', page)

        answer = client.get(first)

        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")

    def test_escapes_its_words(self, client, practice):
        page = EasyReadPageFactory(practice=practice, body=ideas("Say <script>x</script> now."))

        assert "<script>x" not in client.get(page.url).content.decode()

    @pytest.mark.parametrize("total", [1, 8])
    def test_takes_as_many_queries_however_long_it_is(
        self, client, practice, django_assert_max_num_queries, total
    ):
        page = EasyReadPageFactory(practice=practice, body=ideas(*["We talk."] * total))
        client.get(page.url)

        with django_assert_max_num_queries(13):
            client.get(page.url)

    def test_gives_way_to_none_of_our_own_while_another_address_is_known(self, practice):
        practice.easy_read_url = "https://example.org/easy"

        assert (practice.has_easy_read, practice.easy_read_address) == (
            True,
            "https://example.org/easy",
        )


def picture_of(easy_read):
    (number, *_rest) = sorted(easy_read.picture_ids)
    return reverse("easy_read_picture", args=[easy_read.practice_id, number])


class TestItsPictures:
    def test_are_as_private_as_the_practice(self, client, easy_read, practice):
        make_private(practice)

        assert client.get(picture_of(easy_read)).status_code == 404

    def test_are_not_shown_before_people_checked_the_text(self, client, practice):
        draft = EasyReadPageFactory(practice=practice, is_checked=False)

        assert client.get(picture_of(draft)).status_code == 404

    def test_of_a_draft_are_seen_by_those_who_may_edit_it_and_kept_by_no_proxy(
        self, client, practice
    ):
        ensure_site(site_url="http://testserver")
        draft = EasyReadPageFactory(practice=practice, is_checked=False)
        client.force_login(UserFactory(role=Role.MODERATOR))

        answer = client.get(picture_of(draft))

        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
        assert b"".join(answer.streaming_content)

    def test_are_only_those_in_the_page(self, client, easy_read, practice):
        other = make_picture("A private one")

        address = reverse("easy_read_picture", args=[practice.pk, other.pk])

        assert client.get(address).status_code == 404


class TestWhatIsNotShown:
    @pytest.mark.parametrize(
        "fields",
        [
            {"live": False},
            {"is_checked": False},
            {"checked_by": ""},
            {"checked_on": None},
            {"body": []},
            {"sentences": [LONG]},
            {"sentences": ["We talk."], "alt_text": ""},
        ],
        ids=str,
    )
    def test_is_not_found_and_not_told_of(self, client, practice, fields):
        page = EasyReadPageFactory(practice=practice, **fields)

        assert client.get(page.url).status_code == 404
        assert fresh(practice).has_easy_read is False
        assert page.url not in client.get("/sitemap.xml").content.decode()

    def test_is_what_belongs_to_a_practice_that_was_taken_down(self, client, easy_read, practice):
        fresh(practice).unpublish()

        assert client.get(easy_read.url).status_code == 404

    def test_is_what_belongs_to_a_private_practice(self, client, easy_read, practice):
        make_private(practice)

        assert client.get(easy_read.url).status_code == 302

    def test_is_a_text_that_changed_after_it_was_checked(self, easy_read):
        easy_read.body = ideas("We changed our mind.")
        easy_read.save()

        assert EasyReadPage.objects.get().is_ready is False


class TestStatus:
    @pytest.mark.parametrize(
        ("fields", "status", "words"),
        [
            ({"live": False, "is_checked": False}, "draft", "draft"),
            ({"live": False}, "checked", "checked by people with lived experience"),
            ({}, "published", "live"),
            ({"is_checked": False}, "draft", "not shown: it breaks a rule"),
        ],
        ids=str,
    )
    def test_says_how_far_it_has_come(self, practice, fields, status, words):
        page = EasyReadPageFactory(practice=practice, **fields)

        assert (page.easy_read_status, page.status_string) == (status, words)


class TestItsTie:
    def test_is_to_the_copy_of_a_copied_practice(self, easy_read, practice):
        copied = fresh(practice).copy(recursive=True, update_attrs={"slug": "copy"})

        assert EasyReadPage.objects.child_of(copied).get().practice_id == copied.pk

    def test_lets_a_practice_be_deleted(self, easy_read, practice):
        fresh(practice).delete()

        assert not EasyReadPage.objects.exists()

    def test_has_a_check_with_a_day_even_from_sql(self, easy_read):
        with pytest.raises(IntegrityError):
            EasyReadPage.objects.update(checked_on=None)

    def test_is_checked_on_a_day(self, easy_read):
        assert easy_read.checked_on == date(2026, 3, 1)
