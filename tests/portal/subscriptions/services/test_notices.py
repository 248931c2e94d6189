"""Notices go the way of all deliveries: planned once, sent once, to whom we may write, and only
while they are wanted.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.enums import Cadence, DeliveryState, SubscriberState, SuppressionReason
from portal.subscriptions.models import Delivery, Subscriber, Suppression
from portal.subscriptions.services.claiming import claim_deliveries
from portal.subscriptions.services.erasing import erase_subscriber
from portal.subscriptions.services.forgetting import (
    STRANGERS_KEPT,
    forget_strangers,
    forget_words,
)
from portal.subscriptions.services.planning_notices import plan_notices
from portal.subscriptions.services.retention import DELIVERIES_LIVE, purge
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sweeping import sweep
from portal.subscriptions.suppression import address_hash
from portal.users.enums import NoticeKind
from portal.users.models import Notice
from portal.users.notice_choices import SHOWN_FOR, turn_off
from tests.factories.notices import NoticeFactory
from tests.factories.subscriptions import SIGNED_UP, SubscriberFactory
from tests.factories.users import UserFactory
from tests.mail_server.modes import Mode
from tests.mail_server.process import mail_server, send_through

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(hours=1)
STRANGER = "stranger@example.org"


def send(cadence=Cadence.NOTICE, at=NOW):
    return send_batch(cadences=(cadence,), clock=lambda: at).states


def suppress(address):
    Suppression.objects.create(
        address_hash=address_hash(address), reason=SuppressionReason.BOUNCED, at=NOW
    )


class TestPlanning:
    def test_plans_what_is_told_later_when_it_is_told(self):
        NoticeFactory(written_at=NOW + timedelta(hours=1))

        assert plan_notices(at=NOW) == 0
        assert plan_notices(at=NOW + timedelta(hours=1)) == 1

    def test_makes_one_mail_of_each_notice(self):
        first = NoticeFactory()
        NoticeFactory(person=first.person)

        assert [plan_notices(at=NOW), plan_notices(at=NOW)] == [2, 0]
        assert Subscriber.objects.get().email == first.person.email
        assert Notice.objects.unplanned(at=NOW).count() == 0

    def test_finds_the_person_who_gets_other_mails_already(self):
        reader = SubscriberFactory(email="rosa@example.org")
        NoticeFactory(person=UserFactory(email="Rosa@example.org"))

        plan_notices(at=NOW)

        assert Delivery.objects.get().subscriber == reader

    @pytest.mark.parametrize("is_known", [True, False])
    def test_writes_to_no_address_that_came_back(self, is_known):
        notice = NoticeFactory()
        suppress(notice.person.email)
        if is_known:
            SubscriberFactory(
                email=notice.person.email,
                state=SubscriberState.SUPPRESSED,
                suppressed_reason=SuppressionReason.BOUNCED,
            )
        NoticeFactory.to_address(notice.person.email)

        assert plan_notices(at=NOW) == 0
        assert Notice.objects.unplanned(at=NOW).count() == 0
        assert Subscriber.objects.count() == is_known

    def test_leaves_out_what_is_turned_off_and_keeps_it_in_the_account(self):
        notice = NoticeFactory(kind=NoticeKind.VOICES)
        NoticeFactory(kind=NoticeKind.REVIEWS, person=notice.person)
        turn_off(person=notice.person, kind=NoticeKind.VOICES)

        assert plan_notices(at=NOW) == 1
        assert notice.person.notices.count() == 2

    def test_leaves_out_closed_accounts(self):
        NoticeFactory(person=UserFactory(is_active=False))

        assert plan_notices(at=NOW) == 0

    def test_keeps_transactional_mail_apart(self):
        NoticeFactory(kind=NoticeKind.RESULTS)
        NoticeFactory(kind=NoticeKind.REVIEWS)
        NoticeFactory.to_address(STRANGER)

        plan_notices(at=NOW)

        cadences = Delivery.objects.order_by("notice").values_list("cadence", flat=True)
        assert list(cadences) == ["on-request", "notice", "on-request"]


class TestSending:
    def test_says_what_where_and_why_under_one_message_id(self, outbox_dir, settings):
        settings.SITE_URL = "https://practice.example"
        notice = NoticeFactory()
        plan_notices(at=NOW)

        assert send() == {"sent": 1}

        (mail,) = messages_in(outbox_dir)
        text = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        assert mail["To"] == notice.person.email
        assert mail["Subject"] == notice.subject
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Message-ID"] == f"<d.{notice.delivery.public_id}@practice.example>"
        for part in (text, html):
            assert "https://practice.example/practices/shifts/" in part
            assert "because you wrote it." in part
        assert "It is <so>." in text
        assert "It is &lt;so&gt;." in html

    def test_goes_on_with_the_same_mail_after_a_dead_sender(self, tmp_path, settings):
        NoticeFactory()
        plan_notices(at=NOW)
        with mail_server(tmp_path / "mail") as server:
            send_through(server, settings)
            (claimed,) = claim_deliveries(cadences=(Cadence.NOTICE,), at=NOW)
            later = NOW + timedelta(hours=1)
            sweep(at=later)

            assert send(at=later) == {"sent": 1}
            assert len(server.accepted) == 1
        claimed.refresh_from_db()
        assert claimed.state == DeliveryState.SENT

    def test_tries_again_what_the_mail_server_puts_off(self, tmp_path, settings):
        NoticeFactory()
        plan_notices(at=NOW)
        with mail_server(tmp_path / "mail") as server:
            send_through(server, settings)
            server.behave(Mode.FULL)

            assert send() == {"retry-wait": 1}

    def test_stops_where_it_was_turned_off_since(self, outbox_dir):
        notice = NoticeFactory()
        plan_notices(at=NOW)
        turn_off(person=notice.person, kind=notice.kind)

        assert send() == {"cancelled": 1}
        assert messages_in(outbox_dir) == []

    def test_follows_the_account_to_its_new_address(self, outbox_dir):
        notice = NoticeFactory()
        plan_notices(at=NOW)
        notice.person.email = "new@example.org"
        notice.person.save()

        send()

        assert [mail["To"] for mail in messages_in(outbox_dir)] == ["new@example.org"]

    def test_waits_for_the_end_of_a_pause_unless_it_is_transactional(self, outbox_dir):
        person = UserFactory(email="rosa@example.org")
        SubscriberFactory(email=person.email, paused_until=NOW + timedelta(days=2))
        NoticeFactory(person=person)
        NoticeFactory(person=person, kind=NoticeKind.RESULTS)
        plan_notices(at=NOW)

        assert (send(), send(Cadence.ON_REQUEST)) == ({}, {"sent": 1})
        assert send(at=NOW + timedelta(days=2)) == {"sent": 1}


class TestForgetting:
    def test_forgets_a_stranger_once_the_mail_is_sent(self, outbox_dir):
        NoticeFactory.to_address(STRANGER)
        plan_notices(at=NOW)
        assert forget_strangers(at=NOW) == 0
        send(Cadence.ON_REQUEST)

        assert forget_strangers(at=NOW) == 1
        assert not Notice.objects.exists()
        assert not Delivery.objects.exists()
        assert not Subscriber.objects.exists()

    def test_forgets_a_stranger_who_cannot_be_reached(self):
        NoticeFactory.to_address(STRANGER)
        plan_notices(at=NOW)
        Delivery.objects.update(state=DeliveryState.FAILED)
        kept = NOW + STRANGERS_KEPT

        assert [forget_strangers(at=kept), forget_strangers(at=kept + timedelta(minutes=1))] == [
            0,
            1,
        ]
        assert not Subscriber.objects.exists()

    def test_keeps_somebody_who_gets_other_mails(self, outbox_dir):
        reader = SubscriberFactory(email=STRANGER, pending=True)
        NoticeFactory.to_address(STRANGER)
        NoticeFactory(person=UserFactory(email=STRANGER))
        plan_notices(at=NOW)
        send(Cadence.ON_REQUEST)

        forget_strangers(at=NOW)

        assert Subscriber.objects.get() == reader
        assert Notice.objects.get().person is not None

    def test_erases_what_a_person_was_told_with_the_person(self):
        notice = NoticeFactory()
        NoticeFactory.to_address(notice.person.email)
        other = NoticeFactory()
        plan_notices(at=NOW)

        erase_subscriber(subscriber=notice.delivery.subscriber, at=NOW)

        assert Notice.objects.get() == other
        assert Delivery.objects.get().notice == other

    def test_goes_with_the_account(self):
        notice = NoticeFactory()
        plan_notices(at=NOW)

        notice.person.delete()

        assert not Delivery.objects.exists()

    def test_empties_old_notices_and_repeats_none(self):
        notice = NoticeFactory()
        plan_notices(at=NOW)
        later = NOW + SHOWN_FOR + timedelta(days=1)
        assert forget_words(at=later) == 0
        Delivery.objects.all().delete()

        assert [forget_words(at=NOW), forget_words(at=later), forget_words(at=later)] == [0, 1, 0]
        notice.refresh_from_db()
        assert (notice.subject, notice.text, notice.path, notice.reason) == ("", "", "", "")
        assert notice.key

    def test_keeps_the_person_as_long_as_the_mails(self):
        NoticeFactory()
        plan_notices(at=SIGNED_UP)
        # Its words outlive the mail, so that only the mail keeps the person.
        Notice.objects.update(written_at=timezone.now())

        purge(at=SIGNED_UP + DELIVERIES_LIVE)
        assert Delivery.objects.exists()
        Delivery.objects.update(state=DeliveryState.CANCELLED)
        for days in (1, 2):
            purge(at=SIGNED_UP + DELIVERIES_LIVE + timedelta(days=days))

        assert not Subscriber.objects.exists()
        assert Notice.objects.exists()
