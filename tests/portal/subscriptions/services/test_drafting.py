"""Mails composed ahead of their turn, and never with what may no longer be told."""

from datetime import timedelta

import pytest

from portal.practices.models import PracticePage
from portal.subscriptions.enums import Cadence
from portal.subscriptions.mail.shelf import FRESH_FOR, Shelf
from portal.subscriptions.services import drafting
from portal.subscriptions.services.claiming import claim_deliveries
from portal.subscriptions.services.drafting import Drafts
from tests.factories.practices import ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
MUCH_LATER = NOW + FRESH_FOR + timedelta(seconds=1)


@pytest.fixture
def two_drafts():
    """The drafts of two claimed digests, each with one practice."""
    for number in (1, 2):
        theme = ThemeFactory()
        subscription = SubscriptionFactory(to=theme)
        numbered_event(number, subscription.topic, practice=practice_about(theme))
        DeliveryFactory(
            subscriber=subscription.subscriber, windows=[[subscription.pk, 0]], to_seq=number
        )
    claimed = claim_deliveries(cadences=(Cadence.DAILY,), at=NOW)
    return Drafts(claimed, at=NOW, shelf=Shelf())


@pytest.fixture
def composed(monkeypatch):
    """The mails that were composed, in order, by the address they go to."""
    real, addresses = drafting.compose, []

    def counting(delivery, desk):
        addresses.append(delivery.subscriber.email)
        return real(delivery, desk)

    monkeypatch.setattr(drafting, "compose", counting)
    return addresses


class TestDrafts:
    def test_compose_a_mail_once_when_it_was_composed_ahead(self, two_drafts, composed):
        two_drafts.compose_ahead(1)

        message = two_drafts.message(1, at=NOW)

        assert composed == message.to

    def test_give_the_same_message_ahead_of_its_turn_and_at_it(self, two_drafts):
        at_its_turn = two_drafts.message(1, at=NOW)
        two_drafts.compose_ahead(1)

        ahead = two_drafts.message(1, at=NOW)

        assert (ahead.subject, ahead.body) == (at_its_turn.subject, at_its_turn.body)

    def test_tell_nothing_that_was_unpublished_while_the_server_kept_us_waiting(self, two_drafts):
        two_drafts.compose_ahead(1)
        PracticePage.objects.update(live=False)

        assert two_drafts.message(1, at=MUCH_LATER) is None

    def test_name_a_practice_as_it_is_called_after_a_long_wait(self, two_drafts):
        two_drafts.compose_ahead(1)
        PracticePage.objects.update(title="Choosing who supports us")

        assert "Choosing who supports us" in two_drafts.message(1, at=MUCH_LATER).body

    def test_raise_what_composing_raises_at_the_mails_turn_alone(self, two_drafts, monkeypatch):
        def broken(delivery, desk):
            raise LookupError

        monkeypatch.setattr(drafting, "compose", broken)
        two_drafts.compose_ahead(1)

        with pytest.raises(LookupError):
            two_drafts.message(1, at=NOW)

    def test_look_no_further_than_the_last_mail(self, two_drafts, composed):
        two_drafts.compose_ahead(2)

        assert composed == []

    def test_leave_what_somebody_asked_for_until_its_turn(self, composed):
        confirmation = DeliveryFactory(message="confirm_address", items={"address": "a@b.example"})
        drafts = Drafts([confirmation], at=NOW, shelf=Shelf())

        drafts.compose_ahead(0)

        assert composed == []
        assert drafts.message(0, at=NOW).to == ["a@b.example"]
