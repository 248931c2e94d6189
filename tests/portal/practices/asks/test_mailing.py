"""Letters are mailed on to the other person, with no address of either, until they are taken."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from portal.practices.asks.mailing import MOST_TRIES, mail_next_letter
from portal.practices.models import AskMessage
from tasks.letters import mail_letters
from tests.factories.asks import AskMessageFactory, AskThreadFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


class TestMailNextLetter:
    def test_reaches_the_other_person_without_an_address(self):
        thread = AskThreadFactory(ask__title="An evaluator\nfor us")
        AskMessageFactory(thread=thread, text="We can help.")
        AskMessageFactory(thread=thread, author=thread.ask.posted_by, text="Thank you.")

        assert mail_letters() == 2

        to_poster, to_replier = mail.outbox
        people = (thread.ask.posted_by.email, thread.replier.email)
        assert (to_poster.to, to_replier.to) == ([people[0]], [people[1]])
        assert to_poster.subject == "A private letter about “An evaluator for us”"
        assert "We can help." in to_poster.body
        assert f"http://testserver/asks/letters/{thread.pk}/" in to_poster.body
        for message in mail.outbox:
            assert not any(address in message.body for address in people)
            assert "Reply-To" not in message.message()

    def test_sends_each_once(self):
        AskMessageFactory()

        assert mail_next_letter(at=AT) is True
        assert mail_next_letter(at=AT) is False
        assert len(mail.outbox) == 1
        assert AskMessage.objects.get().mailed_at == AT

    def test_tries_again_later_and_gives_up_in_the_end(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        AskMessageFactory()

        assert mail_next_letter(at=AT) is True
        assert mail_next_letter(at=AT) is False
        assert AskMessage.objects.get().next_try_at == AT + timedelta(minutes=2)
        later = AT
        for _try in range(MOST_TRIES):
            later += timedelta(hours=2)
            mail_next_letter(at=later)

        kept = AskMessage.objects.get()
        assert (kept.tries, kept.next_try_at, kept.mailed_at) == (MOST_TRIES, None, None)

    def test_lets_a_refused_letter_hold_up_no_other(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
        first, second = AskMessageFactory(), AskMessageFactory()

        mail_next_letter(at=AT)
        mail_next_letter(at=AT)

        assert [AskMessage.objects.get(pk=one.pk).tries for one in (first, second)] == [1, 1]
