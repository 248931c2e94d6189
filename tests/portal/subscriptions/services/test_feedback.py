"""What providers report stops mails to an address, once, in whatever order it comes."""

from base64 import b64encode
from datetime import timedelta

import pytest
from anymail.signals import AnymailTrackingEvent, tracking

from portal.subscriptions.enums import Cadence, DeliveryState, SubscriberState
from portal.subscriptions.mail_events import mail_event_urls
from portal.subscriptions.models import Delivery, DeliveryEvent, Subscriber, Suppression
from portal.subscriptions.services.feedback import MailReport, record_report
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.suppression import is_suppressed
from portal.urls import urlpatterns
from tests.factories.subscriptions import SIGNED_UP, DeliveryFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscription():
    return SubscriptionFactory(subscriber__email="rosa@example.org")


@pytest.fixture
def delivery(subscription):
    return DeliveryFactory(subscriber=subscription.subscriber, windows=[[subscription.pk, 0]])


def report(delivery=None, kind="bounced", **fields):
    told = {
        "provider": "Example",
        "event_id": kind,
        "recipient": "Rosa@Example.org",
        "delivery_id": str(delivery.public_id) if delivery else "",
        **fields,
    }
    return record_report(report=MailReport(kind=kind, **told), at=SIGNED_UP)


class TestReport:
    @pytest.mark.parametrize("kind", ["bounced", "complained"])
    def test_stops_everything_to_the_address(self, subscription, delivery, kind):
        assert report(delivery, kind)

        subscription.refresh_from_db()
        person = Subscriber.objects.get()
        assert (person.state, person.suppressed_reason) == (SubscriberState.SUPPRESSED, kind)
        assert subscription.end_reason == "suppressed"
        assert is_suppressed("rosa@example.org")
        at = SIGNED_UP + timedelta(days=1)
        send_batch(cadences=(Cadence.DAILY,), clock=lambda: at)
        assert Delivery.objects.get().state == DeliveryState.SUPPRESSED

    def test_that_comes_twice_acts_once(self, delivery):
        assert [report(delivery), report(delivery)] == [True, False]
        assert DeliveryEvent.objects.filter(provider="Example").count() == 1
        assert Suppression.objects.count() == 1

    def test_of_a_delivery_after_a_complaint_changes_nothing_back(self, delivery):
        report(delivery, "complained")
        report(delivery, "delivered")

        assert Subscriber.objects.get().state == SubscriberState.SUPPRESSED

    @pytest.mark.parametrize("kind", ["deferred", "opened", "clicked", "unknown", "rejected"])
    def test_of_anything_else_stops_nothing(self, delivery, kind):
        assert not report(delivery, kind)
        assert Subscriber.objects.get().state == SubscriberState.ACTIVE

    @pytest.mark.parametrize("reason", ["timed_out", "blocked", "spam"])
    def test_of_a_bounce_that_says_nothing_of_the_address_stops_nothing(self, delivery, reason):
        assert not report(delivery, reason=reason)
        assert Subscriber.objects.get().state == SubscriberState.ACTIVE

    def test_about_an_address_that_the_person_left_leaves_the_new_one(self, delivery):
        Subscriber.objects.update(email="new@example.org")
        report(delivery)

        assert Subscriber.objects.get().state == SubscriberState.ACTIVE
        assert is_suppressed("rosa@example.org")
        assert not is_suppressed("new@example.org")

    @pytest.mark.parametrize("delivery_id", ["", "forged", "00000000-0000-0000-0000-000000000000"])
    def test_without_a_mail_of_ours_still_stops_the_address(self, subscription, delivery_id):
        assert report(delivery_id=delivery_id)
        assert is_suppressed("rosa@example.org")

    def test_settles_a_mail_of_which_nobody_could_tell(self, delivery):
        Delivery.objects.update(state="unknown", items={}, message_id="<a@b>")

        assert report(delivery, "delivered")
        assert Delivery.objects.get().state == DeliveryState.SENT

    def test_of_a_delivery_leaves_a_mail_that_waits_as_it_is(self, delivery):
        report(delivery, "delivered")

        assert Delivery.objects.get().state == DeliveryState.PLANNED


class TestSignal:
    def test_brings_what_the_provider_says(self, delivery):
        event = AnymailTrackingEvent(
            event_type="bounced",
            event_id="e1",
            recipient="rosa@example.org",
            metadata={"delivery": str(delivery.public_id)},
            reject_reason="invalid",
        )
        tracking.send(None, event=event, esp_name="Example")

        assert is_suppressed("rosa@example.org")


class TestAddressOfReports:
    def test_is_not_there_without_a_secret(self, client):
        assert client.post("/mail-events/brevo/tracking/", {}).status_code == 404

    def test_is_there_with_one(self, settings):
        settings.EMAIL_WEBHOOK_SECRET = "provider:secret"

        (pattern,) = mail_event_urls()

        assert str(pattern.pattern) == "mail-events/"

    def test_takes_a_report_from_who_knows_the_secret_alone(self, client, settings, delivery):
        settings.EMAIL_WEBHOOK_SECRET = "provider:secret"
        settings.ANYMAIL = {"WEBHOOK_SECRET": settings.EMAIL_WEBHOOK_SECRET}
        settings.ROOT_URLCONF = (*mail_event_urls(), *urlpatterns)
        told = {
            "event": "hard_bounce",
            "email": "rosa@example.org",
            "date": "2026-03-02 09:00:00",
            "ts_event": 1772442000,
            "id": 7,
            "message-id": "<d.1@testserver>",
        }

        def report(credentials):
            basic = b64encode(credentials.encode()).decode()
            return client.post(
                "/mail-events/brevo/tracking/",
                told,
                content_type="application/json",
                headers={"authorization": f"Basic {basic}"},
            ).status_code

        assert [report("provider:wrong"), report("")] == [400, 400]
        assert not is_suppressed("rosa@example.org")

        assert [report("provider:secret"), report("provider:secret")] == [200, 200]
        assert Suppression.objects.get().reason == "bounced"
