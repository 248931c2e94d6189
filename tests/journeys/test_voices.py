"""Somebody says what a practice is like for them, an approver shows it, and they take it back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.practices.models import Voice
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tests.factories.adoptions import MemberFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.users import UserFactory
from tests.factories.voices import VoiceFactory, approver
from tests.pages import text_of
from tests.real_components import IS_REAL_STACK

pytestmark = pytest.mark.django_db

WORDS = "I choose who comes to my home, zanderquill."


@pytest.fixture
def practice():
    return PracticePageFactory(title="People choose", slug="people-choose")


@pytest.fixture
def form():
    return {
        "role": "supported-person",
        "text": WORDS,
        "name_choice": "first-name",
        "shown_name": "Ann",
        "consent": "on",
    }


@pytest.fixture
def build_index(settings, tmp_path):
    """Builds an index of this test's own."""
    if not IS_REAL_STACK:
        settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    yield lambda: rebuild_index(at=timezone.now(), engine=current_engine())
    if IS_REAL_STACK:
        current_engine().indices.remove_all()


def read(client, address):
    return text_of(client.get(address))


def give(client, practice, form):
    return client.post(reverse("voice_give", args=[practice.pk]), form)


class TestGivingAVoice:
    def test_from_a_link_to_the_page_and_back(self, client, practice, form):
        person = UserFactory()
        client.force_login(person)
        assert reverse("voice_give", args=[practice.pk]) in read(client, practice.url)
        assert give(client, practice, form).status_code == 302
        voice = Voice.objects.get()
        assert WORDS not in read(client, practice.url)

        client.force_login(approver())
        answer = reverse("voice_answer", args=[voice.pk])
        assert answer in read(client, reverse("voice_queue"))
        client.post(answer, {"answer": "show"})

        client.logout()
        page = read(client, practice.url)
        assert WORDS in page
        assert "Ann" in page
        assert "Person who draws on care and support (1)" in page

        client.force_login(person)
        client.post(reverse("voice_withdraw", args=[voice.pk]))
        client.logout()
        page = read(client, practice.url)
        assert WORDS not in page
        assert "Ann" not in page

    def test_shows_no_name_to_whoever_wants_none(self, client, practice, form):
        client.force_login(UserFactory())

        give(client, practice, {**form, "name_choice": "none"})

        assert Voice.objects.get().shown_name == ""

    def test_shows_the_person_why_it_is_not_shown(self, client, practice):
        voice = VoiceFactory(practice=practice, waiting=True)
        client.force_login(approver())
        client.post(
            reverse("voice_answer", args=[voice.pk]),
            {"answer": "decline", "reason": "It names a neighbour."},
        )

        client.force_login(voice.author)

        assert "It names a neighbour." in read(client, reverse("voice_list"))

    def test_is_nothing_that_the_organisation_can_touch(self, client, practice):
        voice = VoiceFactory(practice=practice)
        client.force_login(MemberFactory(organisation=practice.lead_organisation).user)

        for name in ("voice_withdraw", "voice_answer"):
            assert client.post(reverse(name, args=[voice.pk])).status_code == 404
        assert Voice.objects.get().text == voice.text

    def test_escapes_what_people_write(self, client, practice):
        VoiceFactory(practice=practice, text="<script>alert(1)</script>")

        assert "<script>alert(1)" not in read(client, practice.url)

    def test_never_reaches_search_feed_or_programs(self, client, practice, build_index):
        VoiceFactory(practice=practice, text=WORDS)
        build_index()

        for address in ("/practices/", "/practices/feed/", "/api/v1/practices/", "/practices/csv/"):
            answer = client.get(f"{address}?q=zanderquill").getvalue().decode()
            assert "I choose who comes" not in answer


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"role": ""}, "Choose who you are."),
            ({"role": "provider"}, "is not one of the available choices"),
            ({"text": ""}, "Write what it is like for you."),
            ({"text": "x" * 1501}, "at most 1500 characters"),
            ({"text": "bell \x07"}, "Take out the characters that cannot be printed."),
            ({"name_choice": ""}, "Choose yes or no."),
            ({"shown_name": ""}, "Write the first name that we may show."),
            ({"shown_name": "<b>Ann</b>"}, "Write a first name, with letters only."),
            ({"shown_name": "Ann" * 11}, "at most 30 characters"),
            ({"consent": ""}, "Tick the box if you agree."),
        ],
        ids=str,
    )
    def test_is_answered_at_the_field_and_loses_nothing(
        self, client, practice, form, change, message
    ):
        client.force_login(UserFactory())
        bad = {**form, **change}

        answer = give(client, practice, bad)

        page = answer.content.decode()
        assert answer.status_code == 200
        assert "There is a problem" in page
        assert message in page
        assert bad["text"][:10] in page
        assert not Voice.objects.exists()

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"answer": ""}, "Choose yes or no."),
            ({"answer": "decline"}, "Say why it is not shown."),
        ],
        ids=str,
    )
    def test_of_an_approver_is_answered_too(self, client, data, message):
        voice = VoiceFactory(waiting=True)
        client.force_login(approver())

        page = client.post(reverse("voice_answer", args=[voice.pk]), data).content.decode()

        assert message in page
        assert Voice.objects.waiting().exists()

    def test_is_to_send_more_than_a_day_holds(self, client, practice, form):
        client.force_login(UserFactory())
        for number in range(10):
            give(client, practice, {**form, "text": f"Thing {number}"})

        page = give(client, practice, {**form, "text": "One more"}).content.decode()

        assert "Send this one tomorrow." in page
        assert Voice.objects.count() == 10
