"""People change the look, pause, move, read and erase what is kept, by a signed link alone."""

import json
import re
from datetime import time, timedelta
from typing import ClassVar

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.common.outbox import messages_in
from portal.subscriptions.enums import (
    Cadence,
    EventKind,
    MailFormat,
    OpeningKind,
    SubscriberState,
)
from portal.subscriptions.frozen_items import FrozenGroup, FrozenItem, FrozenItems
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber, Suppression, Topic
from portal.subscriptions.services.retention import purge
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.subscribing import REQUEST_LIVES, REQUESTS_AN_HOUR
from portal.subscriptions.suppression import address_hash, is_suppressed
from portal.subscriptions.tokens import address_token, manage_token
from tests.factories.events import EventPageFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.subscriptions import DeliveryFactory, SubscriberFactory, SubscriptionFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscriber():
    return SubscriptionFactory(subscriber__email="rosa@example.org").subscriber


def page_of(subscriber):
    token = manage_token(subscriber.public_id)
    return lambda name: reverse(name, args=[token])


@pytest.fixture
def page(subscriber):
    return page_of(subscriber)


def again(subscriber):
    return Subscriber.objects.get(pk=subscriber.pk)


class TestSettings:
    def test_keep_the_format_and_the_pause(self, client, subscriber, page):
        day = timezone.localdate() + timedelta(days=10)
        sent = {"mail_format": "large-print", "paused_until": f"{day:%d/%m/%Y}"}
        answer = client.post(page("mail_settings"), sent, follow=True)

        assert again(subscriber).mail_format == MailFormat.LARGE_PRINT
        assert again(subscriber).pause_ends_on == day
        assert "Your emails begin again on" in text_of(answer)

    def test_end_a_pause_when_the_day_is_emptied(self, client, subscriber, page):
        Subscriber.objects.update(paused_until=timezone.now() + timedelta(days=10))
        client.post(page("mail_settings"), {"mail_format": "html", "paused_until": ""})

        assert again(subscriber).paused_until is None

    @pytest.mark.parametrize(
        ("day", "message"),
        [
            (timezone.localdate(), "Choose a day after today"),
            (timezone.localdate() + timedelta(days=400), "Choose a day within a year."),
            ("soon", "Write a day, month and year"),
        ],
    )
    def test_say_what_is_wrong_with_a_day(self, client, subscriber, page, day, message):
        answer = client.post(page("mail_settings"), {"mail_format": "html", "paused_until": day})

        assert message in text_of(answer)
        assert again(subscriber).paused_until is None


class TestTimes:
    CHOSEN: ClassVar = {
        "send_at": "18:00", "weekday": "5", "month_day": "15", "tz": "America/Toronto",
    }  # fmt: skip

    def test_are_kept_and_said(self, client, subscriber, page):
        answer = client.post(page("mail_times"), self.CHOSEN, follow=True)

        slot = again(subscriber).slot(Cadence.WEEKLY)
        assert (slot.tz, slot.time, slot.day) == ("America/Toronto", time(18), 5)
        assert "it comes each day at 6pm, America/Toronto." in text_of(answer)
        assert "Saved. When there is something new, they come each day at 6pm" in text_of(answer)

    def test_begin_with_what_the_person_has(self, client, subscriber, page):
        client.post(page("mail_times"), self.CHOSEN)

        form = client.get(page("mail_times")).context["form"]
        assert {name: str(form[name].value()) for name in self.CHOSEN} == self.CHOSEN

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("send_at", "01:30", "Choose a time from the list"),
            ("send_at", "", "Choose a time"),
            ("weekday", "Friday", "Choose a day of the week from the list"),
            ("month_day", "29", "Choose a day of the month from the list"),
            ("tz", "Europe/Atlantis", "Choose a place from the list"),
            ("tz", "../../etc/passwd", "Choose a place from the list"),
        ],
    )
    def test_say_what_is_wrong_and_keep_the_rest(
        self, client, subscriber, page, name, value, message
    ):
        answer = client.post(page("mail_times"), {**self.CHOSEN, name: value})

        others = [f'value="{kept}" selected' for key, kept in self.CHOSEN.items() if key != name]
        assert message in text_of(answer)
        assert all(kept in text_of(answer) for kept in others)
        assert again(subscriber).send_at == time(7, 30)


class TestAddress:
    @pytest.fixture
    def asked(self, client, page):
        client.post(page("address_change"), {"email": " Rosa.New@Example.org "})
        return Delivery.objects.get(message="confirm_address")

    def link(self, asked):
        return reverse("address_confirm", args=[address_token(asked.public_id)])

    def test_changes_only_when_the_button_is_pressed_at_the_new_one(
        self, client, subscriber, asked, outbox_dir
    ):
        send_batch(cadences=(Cadence.ON_REQUEST,), clock=timezone.now)
        (mail,) = messages_in(outbox_dir)
        assert mail["To"] == "rosa.new@example.org"
        body = mail.get_body(("plain",)).get_content()
        link = re.search(r"/email-updates/address/\S+", body)[0]
        client.get(link)
        assert again(subscriber).email == "rosa@example.org"

        client.post(link)

        assert again(subscriber).email == "rosa.new@example.org"
        assert subscriber.subscriptions.get().ended_at is None

    def test_that_was_left_is_told_once_without_the_new_one_or_a_link_of_the_person(
        self, client, asked, outbox_dir
    ):
        for _press in range(2):
            client.post(self.link(asked))

        send_batch(cadences=(Cadence.ON_REQUEST,), clock=timezone.now)

        told = [mail for mail in messages_in(outbox_dir) if mail["To"] == "rosa@example.org"]
        assert [mail["Subject"] for mail in told] == [
            "Your emails from us go to another address now"
        ]
        assert "rosa.new" not in told[0].as_string()
        assert "/email-updates/" not in told[0].as_string()

    def test_is_not_told_by_the_link(self, asked):
        assert "rosa" not in self.link(asked)

    def test_of_somebody_else_is_not_taken(self, client, subscriber, asked):
        SubscriberFactory(email="rosa.new@example.org")
        answer = client.post(self.link(asked), follow=True)

        assert "gets emails from us already" in text_of(answer)
        assert again(subscriber).email == "rosa@example.org"

    @pytest.mark.parametrize("age", [REQUEST_LIVES + timedelta(minutes=1)])
    def test_does_not_change_by_an_old_link(self, client, subscriber, asked, age):
        Delivery.objects.update(planned_at=timezone.now() - age)

        assert client.post(self.link(asked)).status_code == 410
        assert again(subscriber).email == "rosa@example.org"

    def test_does_not_change_by_a_link_that_another_replaced(self, client, subscriber, page, asked):
        Delivery.objects.update(planned_at=timezone.now() - timedelta(minutes=1))
        client.post(page("address_change"), {"email": "third@example.org"})

        assert client.post(self.link(asked)).status_code == 410
        assert again(subscriber).email == "rosa@example.org"

    def test_is_asked_for_only_so_often(self, client, page):
        answers = {
            client.post(page("address_change"), {"email": f"a{number}@example.org"}).url
            for number in range(REQUESTS_AN_HOUR + 2)
        }

        assert len(answers) == 1
        assert Delivery.objects.count() == REQUESTS_AN_HOUR

    def test_gets_only_so_many_links_whoever_asks_for_them(self, client, page, settings):
        settings.ACCOUNT_RATE_LIMITS = {"new_address": "2/h/key"}
        cache.clear()
        pages = [page, page_of(SubscriptionFactory().subscriber)] * 2

        answers = [
            client.post(each("address_change"), {"email": "new@example.org"}) for each in pages
        ]

        assert [answer.status_code for answer in answers] == [302, 302, 200, 200]
        assert "Wait a few minutes" in text_of(answers[-1])
        assert Delivery.objects.count() == 2

    def test_is_not_taken_once_its_owner_wants_no_mail(self, client, subscriber, asked):
        Suppression.objects.create(
            address_hash=address_hash("rosa.new@example.org"), reason="erased", at=timezone.now()
        )

        assert client.post(self.link(asked)).status_code == 410
        assert again(subscriber).email == "rosa@example.org"

    def test_that_somebody_typed_is_forgotten_after_a_week(self, asked):
        purge(at=timezone.now() + REQUEST_LIVES + timedelta(minutes=1))

        assert not Delivery.objects.exists()


class TestData:
    def test_holds_everything_that_is_kept(self, client, subscriber, page):
        answer = client.get(page("subscriber_data"))

        kept = json.loads(answer.content)
        assert kept["email"] == "rosa@example.org"
        assert [row["how_often"] for row in kept["interests"]] == ["daily"]
        assert {"consents", "mails"} <= kept.keys()
        assert "attachment" in answer["Content-Disposition"]

    def test_says_what_each_mail_told_and_what_became_of_it(self, client, subscriber, page):
        practice = PracticePageFactory(title="Walks & talks")
        event = EventPageFactory(title="A day in Bury")
        told = FrozenItems(
            groups=(
                FrozenGroup(
                    subscription_id=subscriber.subscriptions.get().pk,
                    items=(
                        FrozenItem(practice_id=practice.pk, kind=EventKind.NEW),
                        FrozenItem(
                            opening_kind=OpeningKind.EVENT, opening_id=event.pk, kind=EventKind.NEW
                        ),
                    ),
                ),
            )
        )
        mail = DeliveryFactory(subscriber=subscriber, items=told.to_json(), message_id="<d.1@x>")
        mail.events.create(provider="Example", detail="delivered", at=mail.planned_at)
        client.post(page("address_change"), {"email": "rosa.new@example.org"})

        digest, request = json.loads(client.get(page("subscriber_data")).content)["mails"]

        assert digest["told"] == ["A day in Bury", "Walks & talks"]
        assert digest["message_id"] == "<d.1@x>"
        assert digest["history"][0]["what"] == "delivered"
        assert request["to"] == "rosa.new@example.org"

    def test_is_in_no_cache(self, client, page):
        assert "no-store" in client.get(page("subscriber_data"))["Cache-Control"]


class TestErasing:
    def test_leaves_only_a_mark_that_nobody_can_read(self, client, subscriber, page):
        assert "Erase everything" in text_of(client.get(page("subscriber_erase")))
        assert Subscriber.objects.exists()

        client.post(page("subscriber_erase"))

        assert not Subscriber.objects.exists()
        assert not ConsentRecord.objects.exists()
        assert is_suppressed("ROSA@example.org")
        assert "rosa" not in str(Suppression.objects.values())

    def test_twice_says_the_same(self, client, page):
        answers = [client.post(page("subscriber_erase")).status_code for _ in range(2)]

        assert answers == [200, 200]

    def test_leaves_no_words_that_were_typed_into_a_search(self, client, subscriber, page):
        start = "/email-updates/?q=my+mother+in+Bury"
        client.post(start, {"email": "rosa@example.org", "cadence": "daily"})
        assert Topic.objects.filter(kind="search").exists()

        client.post(page("subscriber_erase"))

        assert not Topic.objects.filter(kind="search").exists()

    def test_means_that_nobody_can_sign_the_address_up_again(self, client, subscriber, page):
        client.post(page("subscriber_erase"))
        client.post("/email-updates/", {"email": "rosa@example.org", "cadence": "daily"})

        assert not Subscriber.objects.exists()


class TestLinkOfAnother:
    @pytest.mark.parametrize(
        "name",
        ["mail_settings", "mail_times", "address_change", "subscriber_data", "subscriber_erase"],
    )
    def test_opens_nothing(self, client, subscriber, name):
        forged = manage_token(subscriber.public_id)[:-2] + "xx"

        assert client.get(reverse(name, args=[forged])).status_code == 404

    def test_of_somebody_who_must_not_be_written_to_opens_nothing(self, client, subscriber, page):
        Subscriber.objects.update(state=SubscriberState.SUPPRESSED, suppressed_reason="bounced")

        assert client.get(page("mail_settings")).status_code == 404


class TestSomebodyWhoMustNotBeWrittenTo:
    @pytest.fixture(autouse=True)
    def suppressed(self, subscriber):
        Subscriber.objects.update(state=SubscriberState.SUPPRESSED, suppressed_reason="bounced")

    def test_is_told_so_and_offered_what_still_works(self, client, page):
        manage = text_of(client.get(page("subscription_manage")))

        assert "We send nothing to your address any more" in manage
        links = re.findall(r'href="(/email-updates/manage/[^"]+)"', manage)
        assert links == [page("subscriber_data"), page("subscriber_erase")]
        assert {client.get(link).status_code for link in links} == {200}

    def test_can_read_and_erase_what_is_kept(self, client, page):
        kept = json.loads(client.get(page("subscriber_data")).content)
        assert (kept["email"], kept["state"]) == ("rosa@example.org", "suppressed")

        client.post(page("subscriber_erase"))

        assert not Subscriber.objects.exists()
