"""Members report asks, offers and letters; moderators see the reported letter and no other."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from home.services.site import ensure_site
from portal.common.complaints import Complaint, ReportReason
from portal.practices.asks.reporting import report_letter
from portal.practices.asks.services import NotYoursError
from portal.practices.models import AskEvent
from portal.users.roles import Role
from tests.factories.asks import AskFactory, AskMessageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
WRONG = Complaint(reason=ReportReason.ADVERT, words="It sells a car.")


def report(client, name, pk, **form):
    return client.post(reverse(name, args=[pk]), {"reason": "hurtful", **form}, follow=True)


class TestReportLetter:
    def test_is_for_whoever_received_it(self):
        letter = AskMessageFactory()

        event = report_letter(letter=letter, by=letter.thread.ask.posted_by, complaint=WRONG, at=AT)

        assert (event.ask, event.letter) == (letter.thread.ask, letter)

    def test_is_not_for_its_writer_or_a_stranger(self):
        letter = AskMessageFactory()

        for person in (letter.author, UserFactory()):
            with pytest.raises(NotYoursError):
                report_letter(letter=letter, by=person, complaint=WRONG, at=AT)

        assert not AskEvent.objects.exists()


class TestThePages:
    def test_take_a_report_from_the_page_of_an_ask(self, client):
        ask = AskFactory()
        client.force_login(UserFactory())
        link = reverse("ask_report", args=[ask.pk])
        assert link in client.get(ask.get_absolute_url()).content.decode()

        page = report(client, "ask_report", ask.pk, words="Please look.")

        assert "A moderator will look at it." in page.content.decode()
        assert AskEvent.objects.get().words == "Please look."

    def test_say_before_a_letter_is_shown_that_moderators_will_read_it(self, client):
        letter = AskMessageFactory()
        client.force_login(letter.thread.ask.posted_by)
        link = reverse("letter_report", args=[letter.pk])
        assert link in client.get(letter.thread.get_absolute_url()).content.decode()

        assert "Moderators will read this letter." in client.get(link).content.decode()

    def test_keep_what_was_typed_when_the_reason_is_missing(self, client):
        ask = AskFactory()
        client.force_login(UserFactory())

        page = report(client, "ask_report", ask.pk, reason="", words="Please look.")

        assert "Choose what is wrong with it." in page.content.decode()
        assert "Please look." in page.content.decode()
        assert not AskEvent.objects.exists()

    def test_show_no_letter_to_those_who_did_not_receive_it(self, client):
        letter = AskMessageFactory()
        for person in (letter.author, UserFactory()):
            client.force_login(person)

            assert client.get(reverse("letter_report", args=[letter.pk])).status_code == 404


class TestTheAdmin:
    def test_shows_moderators_the_reported_letter_and_no_other(self, client):
        ensure_site(site_url="http://testserver")
        reported = AskMessageFactory(text="You are all fools.")
        AskMessageFactory(thread=reported.thread, text="We can help.")
        ask = reported.thread.ask
        report_letter(letter=reported, by=ask.posted_by, complaint=WRONG, at=AT)
        client.force_login(UserFactory(role=Role.MODERATOR))

        edit = reverse("wagtailsnippets_practices_askoroffer:edit", args=[ask.pk])
        page = client.get(edit).content.decode()

        assert "You are all fools." in page
        assert "We can help." not in page
