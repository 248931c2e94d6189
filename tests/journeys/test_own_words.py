"""People change and take back what they wrote; moderators see what stood there."""

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.common.complaints import WordsStep
from portal.practices.models import Remark, RemarkEvent
from portal.users.roles import Role
from tests.factories.practices import PracticePageFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.users import UserFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    ensure_site(site_url="http://testserver")
    return PracticePageFactory()


@pytest.fixture
def own(client, practice):
    remark = RemarkFactory(practice=practice, text="How long does it take?")
    client.force_login(remark.author)
    return remark


def read(client, name, pk):
    return text_of(client.get(reverse(name, args=[pk])))


def change(client, remark, text):
    return client.post(reverse("remark_change", args=[remark.pk]), {"text": text}, follow=True)


def take_back(client, remark):
    return client.post(reverse("remark_take_back", args=[remark.pk]))


class TestChanging:
    def test_shows_the_new_words_and_that_they_were_changed(self, client, practice, own):
        assert reverse("remark_change", args=[own.pk]) in read(client, "conversation", practice.pk)
        change(client, own, "How long did it take?")

        page = read(client, "conversation", practice.pk)
        assert "How long did it take?" in page
        assert "How long does it take?" not in page
        assert "(changed " in page

    def test_keeps_what_stood_there_for_moderators(self, client, own):
        change(client, own, "How long did it take?")
        client.force_login(UserFactory(role=Role.MODERATOR))

        page = client.get(reverse("wagtailsnippets_practices_remark:edit", args=[own.pk]))

        assert "“How long does it take?”" in page.content.decode()

    def test_with_the_same_words_leaves_no_trace(self, client, own):
        change(client, own, own.text)

        assert not RemarkEvent.objects.exists()
        assert Remark.objects.get().changed_at is None

    def test_refuses_what_the_person_said_already(self, client, practice, own):
        RemarkFactory(practice=practice, author=own.author, text="And the costs?")

        answer = change(client, own, "And the costs?")

        assert "You wrote exactly this on the page already." in answer.content.decode()

    def test_refuses_what_moderators_hid(self, client, practice, own):
        RemarkFactory(practice=practice, author=own.author, text="He is a fool.", is_hidden=True)

        answer = change(client, own, "He is a fool.")

        assert "Moderators hid exactly these words." in answer.content.decode()

    def test_refuses_an_empty_text_and_keeps_the_old_one(self, client, own):
        assert "Write what you want to say." in change(client, own, "").content.decode()
        assert Remark.objects.get().text == "How long does it take?"


class TestTakingBack:
    def test_takes_the_answers_off_the_page_as_well(self, client, practice, own):
        RemarkFactory(question=own, text="About a year.")
        take_back(client, own)

        page = read(client, "conversation", practice.pk)
        assert "How long does it take?" not in page
        assert "About a year." not in page

    def test_twice_is_once(self, client, own):
        assert [take_back(client, own).status_code for _ in range(2)] == [302, 404]
        assert RemarkEvent.objects.get().step == WordsStep.TAKEN_BACK

    def test_lets_the_person_say_it_again(self, client, practice, own):
        take_back(client, own)
        client.post(
            reverse("remark_write", args=[practice.pk]),
            {"kind": "question", "role": "worker", "text": own.text},
        )

        assert own.text in read(client, "conversation", practice.pk)
        assert Remark.objects.count() == 1


class TestSomebodyElse:
    @pytest.mark.parametrize("step", [take_back, lambda client, own: change(client, own, "No.")])
    def test_changes_nothing(self, client, own, step):
        client.force_login(UserFactory(role=Role.MODERATOR))

        assert step(client, own).status_code == 404
        assert not RemarkEvent.objects.exists()

    def test_changes_nothing_of_what_moderators_hid(self, client, own):
        Remark.objects.update(is_hidden=True)

        assert change(client, own, "Something else").status_code == 404
