"""Hostile and odd input to the mails: the right answer each time, and nothing else is changed."""

import re
from datetime import timedelta
from itertools import permutations
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.enums import (
    CHOSEN_CADENCES,
    Cadence,
    OpeningKind,
    SubscriberState,
    TopicKind,
)
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import (
    ConsentRecord,
    Delivery,
    SetAside,
    Subscriber,
    Subscription,
    Suppression,
)
from portal.subscriptions.services.erasing import erase_subscriber
from portal.subscriptions.services.feedback import MailReport, record_report
from portal.subscriptions.services.planning_notices import plan_notices
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.subscribing import (
    SubscriptionRequest,
    request_subscription,
)
from portal.subscriptions.services.topics import topic_for
from portal.subscriptions.suppression import is_suppressed
from portal.subscriptions.tokens import confirm_token, one_click_token
from portal.users.models import UnwantedNotices
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory
from tests.factories.notices import NoticeFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
)
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
INJECTED = "Walk\r\nBcc: all@example.org\r\n\r\nClick here\u2028now"
ONE_LINE = "Walk Bcc: all@example.org Click here now"
IN_UNICODE, ON_THE_WIRE = "rosa@exämple.org", "rosa@xn--exmple-cua.org"
START = "/email-updates/?about=events"
ALL_CADENCES = (*CHOSEN_CADENCES, Cadence.ON_REQUEST, Cadence.NOTICE)
KEPT = (
    ConsentRecord, Delivery, SetAside, Subscriber, Subscription, Suppression, UnwantedNotices,
)  # fmt: skip
OPENINGS = {
    OpeningKind.EVENT: ("events", EventPageFactory),
    OpeningKind.ASK: ("asks", AskFactory),
    OpeningKind.TENDER: ("tenders", TenderFactory),
}


def kept():
    """Every row about people and their mails."""
    return {model: list(model.objects.order_by("pk").values()) for model in KEPT}


def send(at=NOW):
    send_batch(cadences=ALL_CADENCES, clock=lambda: at)


def interest_in(about):
    return Interest(kind=TopicKind(about), value="all")


def ask(email, at=SIGNED_UP):
    """Somebody signs an address up; the request."""
    request_subscription(
        request=SubscriptionRequest(
            email=email, interest=interest_in("events"), cadence=Cadence.DAILY, form_url=START
        ),
        at=at,
    )
    return ConsentRecord.objects.order_by("-pk").first()


class TestTitle:
    @pytest.mark.parametrize("kind", list(OPENINGS), ids=str)
    def test_of_an_event_ask_or_tender_adds_no_header(self, kind, outbox_dir):
        about, factory = OPENINGS[kind]
        row = factory(title=INJECTED)
        topic = topic_for(interest=interest_in(about), at=SIGNED_UP)
        reader = SubscriptionFactory(topic=topic, cadence=Cadence.IMMEDIATE)
        event = numbered_event(1, topic, opening_kind=kind, opening_id=row.pk, practice=None)
        DeliveryFactory(
            subscriber=reader.subscriber,
            windows=[[reader.pk, 0]],
            to_seq=1,
            cadence=Cadence.IMMEDIATE,
            event=event,
        )

        send()

        (mail,) = messages_in(outbox_dir)
        assert mail["Bcc"] is None
        assert mail["Subject"] == f"New: {ONE_LINE}"
        assert mail["List-ID"] == "<immediate.updates.testserver>"
        assert mail["To"] == reader.subscriber.email

    def test_of_a_notice_adds_no_header(self, outbox_dir):
        notice = NoticeFactory(subject=INJECTED, person__first_name="Rosa\r\nBcc: all@example.org")
        plan_notices(at=NOW)

        send()

        (mail,) = messages_in(outbox_dir)
        assert mail["Bcc"] is None
        assert mail["Subject"] == ONE_LINE
        assert mail["List-ID"] == "<reviews.notices.testserver>"
        assert mail["To"] == notice.person.email

    def test_that_somebody_searched_for_adds_no_header_to_the_link_to_confirm(
        self, client, outbox_dir
    ):
        wanted = {"email": "rosa@example.org", "cadence": "daily"}
        client.post("/email-updates/?q=walk%0D%0ABcc:+all%0D%0A%0D%0Ahere", wanted)

        send(timezone.now())

        (mail,) = messages_in(outbox_dir)
        assert (mail["Bcc"], mail["To"]) == (None, "rosa@example.org")
        assert "walk Bcc: all here" in mail.get_body(("plain",)).get_content()

    @pytest.mark.parametrize(
        "words", ["Win at https://evil.example/now", "go to EVIL.example", "www.evil.example"]
    )
    def test_that_somebody_searched_for_leads_nobody_to_another_site(
        self, client, outbox_dir, words
    ):
        client.post(
            "/email-updates/?" + urlencode({"q": words}),
            {"email": "rosa@example.org", "cadence": "daily"},
        )

        send(timezone.now())

        (mail,) = messages_in(outbox_dir)
        for part in ("plain", "html"):
            body = mail.get_body((part,)).get_content()
            assert "evil" not in body.lower()
            assert "A search on Common Practice" in body


class TestAddress:
    @pytest.mark.parametrize(
        "typed",
        [
            "Rosa <rosa@example.org>",
            '"rosa@example.org" <all@example.org>',
            "rosa@example.org\r\nBcc: all@example.org",
            "rosa@example.org%0ABcc:all@example.org",
            "rosa@example.org, all@example.org",
            "rosa@example.org;all@example.org",
            "rósa@example.org",
            "rosa\u202e@example.org",
            "rosa@example",
            "rosa@localhost",
            "rosa@[127.0.0.1]",
            "rosa@@example.org",
            f"{'r' * 250}@example.org",
        ],
    )
    def test_that_is_not_one_plain_address_is_refused(self, client, typed):
        page = client.post(START, {"email": typed, "cadence": "daily"})

        assert page.status_code == 200
        assert 'href="#id_email"' in page.content.decode()
        assert not any(rows for rows in kept().values())

    def test_with_a_plus_is_one_of_its_own(self, outbox_dir):
        for address in ("rosa@example.org", "rosa+Care@example.org"):
            ask(address)

        send(SIGNED_UP)

        to = {str(mail["To"]) for mail in messages_in(outbox_dir)}
        assert to == {"rosa@example.org", "rosa+care@example.org"}

    def test_in_a_domain_of_other_letters_is_written_to(self, outbox_dir):
        ask(IN_UNICODE)

        send(SIGNED_UP)

        (mail,) = messages_in(outbox_dir)
        assert mail["To"] == ON_THE_WIRE

    @pytest.mark.parametrize("reported", [ON_THE_WIRE, f"Rosa <{ON_THE_WIRE}>", IN_UNICODE])
    def test_in_a_domain_of_other_letters_is_stopped_in_every_spelling(self, reported):
        SubscriptionFactory(subscriber__email=IN_UNICODE)

        _report("bounced", recipient=reported)

        assert Subscriber.objects.get().state == SubscriberState.SUPPRESSED
        assert is_suppressed(IN_UNICODE)
        assert is_suppressed(ON_THE_WIRE)
        assert not is_suppressed("rosa@example.org")

    def test_that_was_erased_stays_so_when_the_secret_key_changes(self, settings):
        erase_subscriber(subscriber=ask("rosa@example.org").subscriber, at=SIGNED_UP)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another key that is as long as the first one was, and longer too"
        NoticeFactory(person__email="rosa@example.org")

        ask("rosa@example.org")
        plan_notices(at=NOW)

        assert not Delivery.objects.exists()

    def test_that_was_erased_is_not_brought_back_by_a_request_from_before(self):
        asked = ask("rosa@example.org")
        token = confirm_token(asked.public_id)
        erase_subscriber(subscriber=asked.subscriber, at=SIGNED_UP)
        before = kept()

        page = Client().post(reverse("subscribe_confirm", args=[token]))

        assert page.status_code in {404, 410}
        assert kept() == before


class TestLinkScanner:
    def test_changes_nothing_by_following_every_link_of_every_mail(self, client, outbox_dir):
        asked = ask("rosa@example.org")
        reader = SubscriptionFactory(subscriber=asked.subscriber, cadence=Cadence.DAILY)
        numbered_event(1, reader.topic, practice=PracticePageFactory())
        DeliveryFactory(subscriber=asked.subscriber, windows=[[reader.pk, 0]], to_seq=1)
        NoticeFactory()
        plan_notices(at=NOW)
        send()
        mails = messages_in(outbox_dir)
        found = set().union(*map(_own_links, mails))
        before = kept()

        for path in found | set().union(*(_buttons(client.get(path)) for path in found)):
            for _time in range(2):
                assert client.get(path).status_code < 500
                assert client.head(path).status_code < 500

        assert len(mails) == 3
        kinds = {path.split("/")[2] for path in found if path.startswith("/email-updates/")}
        assert kinds == {"confirm", "manage", "unsubscribe", "not-for-me", "off"}
        assert kept() == before


class TestOneClick:
    def test_of_an_ended_subscription_changes_nothing(self):
        ended = SubscriptionFactory(cadence=Cadence.DAILY)
        weekly = SubscriptionFactory(subscriber=ended.subscriber, cadence=Cadence.WEEKLY)
        url = reverse(
            "unsubscribe_one_click",
            args=[one_click_token(ended.subscriber.public_id, Cadence.DAILY)],
        )
        mail_program = Client(enforce_csrf_checks=True)
        mail_program.post(url, {"List-Unsubscribe": "One-Click"})
        before = kept()

        answer = mail_program.post(url, {"List-Unsubscribe": "One-Click"})

        assert answer.status_code == 200
        assert kept() == before
        assert list(Subscription.objects.live()) == [weekly]


class TestProviderReports:
    @pytest.mark.parametrize(
        "order", permutations(["delivered", "deferred", "bounced", "complained"]), ids="-".join
    )
    def test_stop_the_address_once_in_whatever_order_and_twice(self, order):
        reader = SubscriptionFactory(subscriber__email="rosa@example.org")
        mail = DeliveryFactory(subscriber=reader.subscriber, windows=[[reader.pk, 0]])

        for kind in (*order, *order):
            _report(kind, delivery_id=str(mail.public_id))

        first = next(kind for kind in order if kind in {"bounced", "complained"})
        assert Suppression.objects.get().reason == first
        assert Subscriber.objects.get().suppressed_reason == first
        assert ConsentRecord.objects.filter(action="withdrawn").count() == 1
        assert mail.events.exclude(provider="").count() == 4

    def test_with_a_number_longer_than_any_are_kept(self):
        mail = DeliveryFactory(subscriber__email="rosa@example.org")

        for _time in range(2):
            _report("bounced", delivery_id=str(mail.public_id), event_id="e" * 5_000)

        (row,) = mail.events.exclude(provider="")
        assert len(row.event_id) <= 200
        assert is_suppressed("rosa@example.org")


def _report(kind, **fields):
    told = {"provider": "Example", "event_id": kind, "recipient": "rosa@example.org", **fields}
    record_report(report=MailReport(kind=kind, **told), at=SIGNED_UP)


def _own_links(mail):
    """Paths of all our own links, in every part and header."""
    parts = [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]
    written = [*parts, str(mail["List-Unsubscribe"] or "")]
    return {
        path for text in written for path in re.findall(r"http://testserver(/[^\s\"<>]*)", text)
    }


def _buttons(page):
    """Links of the pages for email choices that a page names."""
    return set(re.findall(r'href="(/email-updates/[^"#]+)"', page.content.decode()))
