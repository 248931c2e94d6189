"""What one mail tells: public, wanted, fresh to its reader, and something from elsewhere."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import DIGEST_CADENCES, Cadence, DeliveryState, EventKind
from portal.subscriptions.frozen_items import FrozenItems
from portal.subscriptions.models import Delivery
from portal.subscriptions.services.claiming import CLAIM_LEASE, claim_deliveries
from portal.subscriptions.services.freezing import MEMORY
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sweeping import sweep
from tests.factories.organisations import AreaFactory, SectorFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
    practice_about,
)

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)


@pytest.fixture
def theme():
    return ThemeFactory()


@pytest.fixture
def subscription(theme):
    return SubscriptionFactory(to=theme)


@pytest.fixture
def practice(theme):
    return practice_about(theme)


def mail_to(*subscriptions, to_seq, **fields) -> Delivery:
    """A planned digest over the whole window from the beginning up to an event's number."""
    return DeliveryFactory(
        subscriber=subscriptions[0].subscriber,
        windows=[[subscription.pk, 0] for subscription in subscriptions],
        to_seq=to_seq,
        **fields,
    )


def frozen(delivery: Delivery, at=NOW) -> FrozenItems:
    claim_deliveries(cadences=list(Cadence), at=at)
    delivery.refresh_from_db()
    return FrozenItems.from_json(delivery.items)


def send_once_taken_down(practice) -> None:
    """A sender dies with its claim; the next one sends what is still public by then."""
    claim_deliveries(cadences=list(Cadence), at=NOW)
    sweep(at=NOW + CLAIM_LEASE + timedelta(seconds=1))
    practice.live = False
    practice.save()
    send_batch(cadences=DIGEST_CADENCES, clock=lambda: NOW)
    practice.live = True
    practice.save()


def told(items: FrozenItems) -> list[tuple[int, str]]:
    return [(item.practice_id, item.kind) for group in items.groups for item in group.items]


class TestFrozenItems:
    def test_tell_the_events_of_the_window_latest_first(self, subscription, theme):
        old, new, later = (practice_about(theme) for _number in range(3))
        for number, page in enumerate((old, new, later), start=1):
            numbered_event(number, subscription.topic, practice=page)

        delivery = mail_to(subscription, to_seq=2)

        assert [pk for pk, _kind in told(frozen(delivery))] == [new.pk, old.pk]

    def test_tell_a_practice_once_however_often_it_changed(self, subscription, practice):
        numbered_event(1, subscription.topic, practice=practice)
        numbered_event(2, subscription.topic, practice=practice, kind=EventKind.UPDATED)

        items = frozen(mail_to(subscription, to_seq=2))

        assert told(items) == [(practice.pk, EventKind.NEW)]
        assert len(items.event_ids) == 2

    def test_call_a_change_a_change_when_the_first_was_told_before(self, subscription, practice):
        numbered_event(1, subscription.topic, practice=practice)
        frozen(mail_to(subscription, to_seq=1))
        numbered_event(2, subscription.topic, practice=practice, kind=EventKind.UPDATED)

        items = frozen(mail_to(subscription, to_seq=2))

        assert told(items) == [(practice.pk, EventKind.UPDATED)]

    def test_keep_the_latest_of_each_interest_apart(self, subscription, practice):
        """What one interest no longer matches stays news for the other."""
        other = SubscriptionFactory(subscriber=subscription.subscriber)
        numbered_event(1, subscription.topic, other.topic, practice=practice)
        numbered_event(2, other.topic, practice=practice, kind=EventKind.UPDATED)

        items = frozen(mail_to(subscription, other, to_seq=2))

        assert [group.subscription_id for group in items.groups] == [subscription.pk, other.pk]

    def test_leave_out_what_is_private(self, subscription, practice):
        numbered_event(1, subscription.topic, practice=practice)
        make_private(practice)

        delivery = mail_to(subscription, to_seq=1)

        assert frozen(delivery).groups == ()
        assert delivery.state == DeliveryState.SKIPPED_EMPTY

    def test_stay_as_they_are_once_decided(self, subscription, theme, practice):
        numbered_event(1, subscription.topic, practice=practice)
        delivery = mail_to(subscription, to_seq=1)
        first = frozen(delivery)
        Delivery.objects.update(state="planned", lease_until=None)
        numbered_event(2, subscription.topic, practice=practice_about(theme))

        assert frozen(delivery) == first

    @pytest.mark.parametrize("between", ["daily then weekly", "both at once"])
    def test_tell_nothing_that_another_mail_to_the_person_tells(
        self, subscription, practice, between
    ):
        weekly = SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.WEEKLY)
        numbered_event(1, subscription.topic, weekly.topic, practice=practice)
        daily_mail = mail_to(subscription, to_seq=1)
        if between == "daily then weekly":
            frozen(daily_mail)
        weekly_mail = mail_to(weekly, to_seq=1, cadence=Cadence.WEEKLY)

        assert frozen(weekly_mail).groups == ()
        assert len(frozen(daily_mail).groups) == 1

    def test_tell_again_what_could_not_be_delivered(self, subscription, practice):
        weekly = SubscriptionFactory(subscriber=subscription.subscriber)
        numbered_event(1, subscription.topic, weekly.topic, practice=practice)
        frozen(mail_to(subscription, to_seq=1))
        Delivery.objects.update(state="failed", lease_until=None)

        items = frozen(mail_to(weekly, to_seq=1, cadence=Cadence.WEEKLY))

        assert told(items) == [(practice.pk, EventKind.NEW)]

    def test_remember_for_longer_than_a_month(self, subscription, practice):
        event = numbered_event(1, subscription.topic, practice=practice)
        frozen(mail_to(subscription, to_seq=1))

        late = NOW + timedelta(days=32)
        items = frozen(mail_to(subscription, to_seq=1, planned_at=late), at=late)

        assert timedelta(days=32) < MEMORY
        assert event.pk not in items.event_ids

    def test_remember_all_that_a_pause_held_back(self, subscription, practice):
        """Told daily before the pause; the monthly mail comes long after it."""
        monthly = SubscriptionFactory(subscriber=subscription.subscriber, cadence=Cadence.MONTHLY)
        numbered_event(1, subscription.topic, monthly.topic, practice=practice)
        frozen(mail_to(subscription, to_seq=1))

        late = NOW + 2 * MEMORY
        items = frozen(
            mail_to(monthly, to_seq=1, cadence=Cadence.MONTHLY, planned_at=late), at=late
        )

        assert items.groups == ()

    def test_leave_out_for_ever_only_what_the_mail_did_tell(self, subscription, theme, practice):
        """Frozen, then taken down before it was sent: the mail told of the other one alone."""
        numbered_event(1, subscription.topic, practice=practice_about(theme))
        gone = numbered_event(2, subscription.topic, practice=practice)
        mail_to(subscription, to_seq=2)
        send_once_taken_down(practice)
        numbered_event(
            3, subscription.topic, is_return=True, practice=practice, content_hash=gone.content_hash
        )

        items = frozen(mail_to(subscription, to_seq=3))

        assert told(items) == [(practice.pk, EventKind.NEW)]


class TestFrozenItemsOfAReturn:
    """An item un- and re-published is not sent twice; one that was missed is sent."""

    @pytest.fixture
    def content(self, subscription, practice):
        first = numbered_event(1, subscription.topic, practice=practice)
        return {"practice": practice, "content_hash": first.content_hash}

    def test_tell_nobody_twice(self, subscription, content):
        frozen(mail_to(subscription, to_seq=1))
        numbered_event(2, subscription.topic, is_return=True, **content)

        assert frozen(mail_to(subscription, to_seq=2)).groups == ()

    def test_tell_whom_the_first_mail_passed_by(self, subscription, content):
        page = content["practice"]
        page.unpublish()
        assert frozen(mail_to(subscription, to_seq=1)).groups == ()
        page.live = True
        page.save()
        numbered_event(2, subscription.topic, is_return=True, **content)

        assert told(frozen(mail_to(subscription, to_seq=2))) == [(page.pk, EventKind.NEW)]


class TestFrozenItemsFromElsewhere:
    @pytest.fixture
    def here(self, subscription, theme):
        """A practice of one sector and one borough, with its county above and a ward inside."""
        county = AreaFactory()
        borough = AreaFactory(parent=county)
        practice = practice_about(theme, sectors=[SectorFactory()], areas=[borough])
        numbered_event(1, subscription.topic, practice=practice)
        return practice

    def test_hold_one_of_another_sector_and_one_of_another_area(self, subscription, here):
        sector = PracticePageFactory(sectors=[SectorFactory()])
        area = PracticePageFactory(areas=[AreaFactory()], sectors=here.sectors.all())

        items = frozen(mail_to(subscription, to_seq=1))

        assert (items.other_sector_id, items.other_area_id) == (sector.pk, area.pk)

    def test_hold_nothing_of_the_same_sector_or_around_the_same_area(self, subscription, here):
        borough = here.areas.get()
        PracticePageFactory(sectors=here.sectors.all(), areas=[borough.get_parent()])
        PracticePageFactory(sectors=here.sectors.all(), areas=[AreaFactory(parent=borough)])

        items = frozen(mail_to(subscription, to_seq=1))

        assert (items.other_sector_id, items.other_area_id) == (None, None)

    def test_hold_nothing_twice(self, subscription, theme, here):
        sector = PracticePageFactory(sectors=[SectorFactory()])
        frozen(mail_to(subscription, to_seq=1))
        numbered_event(
            2, subscription.topic, practice=practice_about(theme, sectors=here.sectors.all())
        )

        items = frozen(mail_to(subscription, to_seq=2))

        assert sector.pk not in items.practice_ids

    @pytest.mark.parametrize("state", [{"draft": True}, {"example": True}])
    def test_hold_no_draft_and_nothing_made_up(self, subscription, here, state):
        PracticePageFactory(sectors=[SectorFactory()], **state)

        assert frozen(mail_to(subscription, to_seq=1)).other_sector_id is None

    def test_are_left_out_of_immediate_mails(self, subscription, theme, here):
        PracticePageFactory(sectors=[SectorFactory()])
        event = numbered_event(2, subscription.topic, practice=practice_about(theme))

        items = frozen(mail_to(subscription, to_seq=2, cadence=Cadence.IMMEDIATE, event=event))

        assert items.event_ids == (event.pk,)
        assert items.other_sector_id is None
