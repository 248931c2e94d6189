"""People own their words: nobody of the organisation answers them, and taking back deletes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from portal.practices.enums import VoiceStatus, WriterRole
from portal.practices.models import PracticePage, Voice
from portal.practices.voices.selectors import voices_of, voices_to_answer
from portal.practices.voices.services import (
    MOST_IN_A_DAY,
    NotAnApproverError,
    NotOfferedError,
    TooManyError,
    WithdrawnError,
    Words,
    answer_voice,
    give_voice,
    withdraw_voice,
)
from tests.factories.organisations import MembershipFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.users import UserFactory
from tests.factories.voices import VoiceFactory, approver

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = Words(role=WriterRole.SUPPORTED_PERSON, shown_name="", text="I choose who comes.")


@pytest.fixture
def practice():
    return PracticePageFactory()


class TestGiveVoice:
    def test_keeps_the_words_of_consent_and_waits(self, practice):
        author = UserFactory()

        voice = give_voice(practice=practice, author=author, words=WORDS, at=AT)

        assert (voice.status, voice.author, voice.given_at) == (VoiceStatus.WAITING, author, AT)
        assert voice.consent_wording.startswith("These are my own words.")
        assert voices_of(practice) == []

    def test_twice_is_one_voice(self, practice):
        author = UserFactory()

        for _press in range(2):
            give_voice(practice=practice, author=author, words=WORDS, at=AT)

        assert Voice.objects.count() == 1

    @pytest.mark.parametrize("how", ["private", "taken down", "archived"])
    def test_needs_a_practice_that_is_offered(self, practice, how):
        if how == "private":
            make_private(practice)
        elif how == "taken down":
            practice.unpublish()
        else:
            archived = {"archived_on": date(2026, 1, 1), "archive_reason": "duplicate"}
            PracticePage.objects.update(**archived)

        with pytest.raises(NotOfferedError):
            give_voice(practice=practice, author=UserFactory(), words=WORDS, at=AT)

    def test_has_a_limit_for_a_day(self, practice):
        author = UserFactory()

        def say(number, at):
            words = Words(role=WriterRole.WORKER, shown_name="", text=f"Thing {number}")
            return give_voice(practice=practice, author=author, words=words, at=at)

        for number in range(MOST_IN_A_DAY):
            say(number, AT)
        with pytest.raises(TooManyError):
            say("more", AT + timedelta(hours=23))
        assert say("later", AT + timedelta(hours=25)).pk


class TestAnswerVoice:
    def test_shows_it_by_kind_of_person(self, practice):
        for role in (WriterRole.WORKER, WriterRole.SUPPORTED_PERSON):
            voice = VoiceFactory(practice=practice, role=role, waiting=True)
            answer_voice(voice=voice, by=approver(), reason="", at=AT)

        assert [(group.heading, len(group.voices)) for group in voices_of(practice)] == [
            ("Person who draws on care and support", 1),
            ("Care or support worker", 1),
        ]

    @pytest.mark.parametrize("total", [1, 9])
    def test_is_read_in_one_query(self, practice, django_assert_num_queries, total):
        VoiceFactory.create_batch(total, practice=practice)

        with django_assert_num_queries(1):
            voices_of(practice)

    def test_keeps_who_declined_it_and_why(self):
        voice, by = VoiceFactory(waiting=True), approver()

        answer_voice(voice=voice, by=by, reason="It names a neighbour.", at=AT)

        kept = Voice.objects.get()
        assert (kept.status, kept.reason) == (VoiceStatus.DECLINED, "It names a neighbour.")
        assert (kept.decided_by, kept.decided_at) == (by, AT)

    @pytest.mark.parametrize("tie", ["none", "author", "lead", "partner"])
    def test_is_not_for_those_without_the_task_or_with_a_stake(self, practice, tie):
        voice, by = VoiceFactory(practice=practice, waiting=True), approver()
        if tie == "none":
            by = UserFactory()
        elif tie == "author":
            voice = VoiceFactory(practice=practice, author=by, waiting=True)
        elif tie == "lead":
            MembershipFactory(user=by, organisation=practice.lead_organisation)
        else:
            membership = MembershipFactory(user=by)
            practice.partners = [membership.organisation]
            practice.save()

        with pytest.raises(NotAnApproverError):
            answer_voice(voice=voice, by=by, reason="", at=AT)
        assert voice not in voices_to_answer(by)

    def test_leaves_what_was_taken_back(self):
        voice = VoiceFactory()
        withdraw_voice(voice=voice, at=AT)

        with pytest.raises(WithdrawnError):
            answer_voice(voice=voice, by=approver(), reason="", at=AT)


class TestWithdrawVoice:
    def test_deletes_the_words_and_keeps_that_there_was_consent(self):
        voice = VoiceFactory(shown_name="Ann")

        for _press in range(2):
            withdraw_voice(voice=voice, at=AT)

        kept = Voice.objects.get()
        assert (kept.text, kept.shown_name, kept.withdrawn_at) == ("", "", AT)
        assert kept.consent_wording == "They may show my words."
        assert voices_of(voice.practice) == []


class TestVoice:
    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "magic"},
            {"role": "provider"},
            {"text": ""},
            {"consent_wording": ""},
            {"decided_at": None},
            {"withdrawn_at": AT},
            {"status": VoiceStatus.WITHDRAWN},
        ],
        ids=str,
    )
    def test_refuses_what_contradicts_itself_even_from_sql(self, fields):
        voice = VoiceFactory()

        with pytest.raises(IntegrityError):
            Voice.objects.filter(pk=voice.pk).update(**fields)

    def test_goes_with_the_account_of_its_author(self):
        VoiceFactory().author.delete()

        assert not Voice.objects.exists()

    def test_reads_as_a_line_without_its_words(self):
        voice = VoiceFactory(role=WriterRole.WORKER)

        assert str(voice) == "Care or support worker: Shown on the page"
