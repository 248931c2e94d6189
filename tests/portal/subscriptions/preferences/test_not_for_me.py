"""One button in a page behind a link of a mail; a link that is only opened changes nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.common.outbox import messages_in
from portal.subscriptions.enums import Cadence, OpeningKind
from portal.subscriptions.models import SetAside
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.tokens import manage_token, not_for_me_token
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory
from tests.factories.practices import PracticePageFactory, make_private
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriberFactory,
    SubscriptionFactory,
    numbered_event,
)
from tests.factories.tenders import TenderFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscriber():
    return SubscriberFactory()


@pytest.fixture
def practice():
    return PracticePageFactory(title="Walks & talks")


@pytest.fixture
def address(subscriber, practice):
    return reverse("not_for_me", args=[not_for_me_token(subscriber.public_id, ("", practice.pk))])


class TestTheLinkInAMail:
    def test_names_the_practice_and_opens_its_page(self, client, practice, outbox_dir):
        subscription = SubscriptionFactory()
        numbered_event(1, subscription.topic, practice=practice)
        DeliveryFactory(
            subscriber=subscription.subscriber, windows=[[subscription.pk, 0]], to_seq=1
        )
        send_batch(cadences=(Cadence.DAILY,), clock=lambda: SIGNED_UP + timedelta(days=1))
        (mail,) = messages_in(outbox_dir)
        text = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()

        (link,) = re.findall(r"Not for me: http://testserver(\S+)", text)

        assert f'href="http://testserver{link}"' in html
        assert "Not for me: Walks &amp; talks</a>" in html
        assert "Walks &amp; talks" in text_of(client.get(link))


class TestAnOpening:
    @pytest.fixture(params=[OpeningKind.EVENT, OpeningKind.ASK, OpeningKind.TENDER])
    def opening(self, request):
        factory = {
            OpeningKind.EVENT: EventPageFactory,
            OpeningKind.ASK: AskFactory,
            OpeningKind.TENDER: TenderFactory,
        }[request.param]
        return request.param, factory(title="Opening A").pk

    @pytest.fixture
    def tell(self, subscriber, opening, outbox_dir):
        """Sends a digest that would tell of it as number so and so; every mail that went."""
        subscription = SubscriptionFactory(subscriber=subscriber)
        kind, pk = opening

        def told(number):
            fields = {"opening_kind": kind, "opening_id": pk, "practice": None}
            numbered_event(number, subscription.topic, **fields)
            windows = [[subscription.pk, number - 1]]
            DeliveryFactory(subscriber=subscriber, windows=windows, to_seq=number)
            send_batch(cadences=(Cadence.DAILY,), clock=lambda: SIGNED_UP + timedelta(days=1))
            return messages_in(outbox_dir)

        return told

    def test_is_in_no_mail_once_its_own_link_set_it_aside(self, client, tell, subscriber):
        (mail,) = tell(1)
        html = mail.get_body(("html",)).get_content()
        (link,) = re.findall(
            r"Not for me: http://testserver(\S+)", mail.get_body(("plain",)).get_content()
        )
        assert f'href="http://testserver{link}"' in html
        assert "Opening A" in text_of(client.get(link))

        client.post(link, {"action": "set-aside"})

        assert len(tell(2)) == 1
        manage = reverse("subscription_manage", args=[manage_token(subscriber.public_id)])
        assert "Opening A" in text_of(client.get(manage))

        client.post(link, {"action": "bring-back"})

        assert len(tell(3)) == 2

    def test_that_is_over_is_named_by_a_phrase(self, client, subscriber):
        token = not_for_me_token(subscriber.public_id, (OpeningKind.EVENT, 4711))
        address = reverse("not_for_me", args=[token])

        assert "Something that is over" in text_of(client.get(address))


class TestThePage:
    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_changes_nothing_when_it_is_only_opened(self, client, address, method):
        for _time in range(2):
            getattr(client, method)(address)

        assert not SetAside.objects.exists()

    def test_sets_aside_when_the_button_is_pressed(self, client, address, subscriber, practice):
        answer = client.post(address, {"action": "set-aside"}, follow=True)

        assert "You will not hear of this again" in text_of(answer)
        row = SetAside.objects.get()
        assert (row.subscriber, row.practice_id) == (subscriber, practice.pk)

    def test_brings_back_when_the_other_button_is_pressed(self, client, address):
        client.post(address, {"action": "set-aside"})
        answer = client.post(address, {"action": "bring-back"}, follow=True)

        assert "Is this not for you?" in text_of(answer)
        assert not SetAside.objects.exists()

    def test_needs_the_button_of_our_own_page(self, address):
        """Another site cannot press it with a link that it got hold of and a person's browser."""
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403

    def test_gives_no_title_away_that_became_private(self, client, address, practice):
        make_private(practice)

        assert "Walks" not in text_of(client.get(address))

    @pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda _t: "no"])
    def test_is_not_there_for_a_link_that_we_did_not_make(
        self, client, subscriber, practice, spoil
    ):
        token = spoil(not_for_me_token(subscriber.public_id, ("", practice.pk)))

        assert client.post(reverse("not_for_me", args=[token])).status_code == 404
        assert not SetAside.objects.exists()

    def test_does_not_take_a_link_made_for_something_else(self, client, subscriber):
        token = manage_token(subscriber.public_id)

        assert client.post(reverse("not_for_me", args=[token])).status_code == 404

    def test_is_not_there_for_who_was_erased(self, client, address, subscriber):
        subscriber.delete()

        assert client.get(address).status_code == 404


class TestThePageOfChoices:
    def test_lists_what_was_set_aside_with_a_way_back(self, client, address, subscriber):
        manage = reverse("subscription_manage", args=[manage_token(subscriber.public_id)])
        assert "What is not for you" not in text_of(client.get(manage))
        client.post(address, {"action": "set-aside"})

        page = text_of(client.get(manage))

        assert "What is not for you" in page
        assert "Walks &amp; talks" in page
        assert address in page
