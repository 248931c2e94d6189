"""From what happened to what is sent, with the search engine in between."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.common.outbox import messages_in
from portal.subscriptions.enums import Cadence
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Delivery, Event, Match
from portal.subscriptions.services.planning import plan_due as plan_at
from portal.subscriptions.services.topics import topic_for as topic_of
from portal.tenders.signals import tender_changed
from search.documents.collection import PRACTICES, TENDERS
from search.engines.choice import current_engine
from search.services.rebuild_index import rebuild_index
from tasks import digests
from tasks.indexing import drain_outbox
from tests.factories.organisations import AreaFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory, make_private
from tests.factories.subscriptions import (
    LONDON,
    DeliveryFactory,
    SubscriptionFactory,
    numbered_event,
    topic_for,
)
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 3, 3, 7, 30, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def index(settings, tmp_path):
    """Empty indexes for this test alone."""
    settings.SEARCH_ENGINE_URL = f"tantivy://{tmp_path / 'search'}"
    for collection in (PRACTICES, TENDERS):
        rebuild_index(at=timezone.now(), engine=current_engine(collection))


@pytest.fixture
def theme():
    return ThemeFactory()


@pytest.fixture
def by_theme(theme):
    return SubscriptionFactory(to=theme)


@pytest.fixture
def by_search():
    return SubscriptionFactory(topic=topic_for("q=gardening"))


def publish(**fields):
    fields = {"title": "Gardening together", **fields}
    return PracticePageFactory(**fields)


def follow_tenders(query):
    """Somebody who follows this search of the tender board."""
    interest = Interest.from_query(QueryDict(f"about=tenders&{query}"))
    return SubscriptionFactory(topic=topic_of(interest=interest, at=TUESDAY))


def tell_of(tender):
    """An import has written the tender."""
    tender_changed.send(type(tender), tender=tender, is_new=True, at=timezone.now())


def matched_topics() -> set[int]:
    return set(Match.objects.values_list("topic_id", flat=True))


class TestMatchEvents:
    def test_waits_until_the_practice_can_be_found(self, theme, by_theme):
        publish(themes=[theme])
        digests.match_events()
        assert matched_topics() == set()

        drain_outbox()
        digests.match_events()

        assert matched_topics() == {by_theme.topic_id}

    def test_asks_the_search_engine_about_saved_searches(self, by_search):
        other = SubscriptionFactory(topic=topic_for("q=bookkeeping"))
        publish()
        drain_outbox()

        digests.match_events()

        assert matched_topics() == {by_search.topic_id}
        assert other.topic_id not in matched_topics()

    def test_tells_who_follows_everything_of_any_practice(self):
        everything = SubscriptionFactory(topic=topic_for(""))
        publish(title="Something nobody searched for")
        drain_outbox()

        digests.match_events()

        assert matched_topics() == {everything.topic_id}

    def test_leaves_all_to_a_later_run_while_the_engine_is_down(self, settings, theme, by_search):
        publish(themes=[theme])
        drain_outbox()
        up, settings.SEARCH_ENGINE_URL = settings.SEARCH_ENGINE_URL, "http://127.0.0.1:9"

        digests.match_events()
        assert Event.objects.unmatched().count() == 1

        settings.SEARCH_ENGINE_URL = up
        digests.match_events()
        assert matched_topics() == {by_search.topic_id}

    def test_asks_the_search_engine_about_words_typed_on_the_tender_board(self):
        AreaFactory(slug="oldham", name="Oldham")
        bury = AreaFactory(slug="bury", name="Bury")
        wanted = follow_tenders("q=meals&area=bury")
        for other in ("q=bricklaying&area=bury", "q=meals&area=oldham"):
            follow_tenders(other)
        tell_of(TenderFactory(title="Meals at home", areas=[bury]))
        drain_outbox()

        digests.match_events()

        assert matched_topics() == {wanted.topic_id}

    def test_waits_until_the_tender_can_be_found(self):
        wanted = follow_tenders("q=meals")
        tell_of(TenderFactory(title="Meals at home"))
        digests.match_events()
        assert matched_topics() == set()

        drain_outbox()
        digests.match_events()

        assert matched_topics() == {wanted.topic_id}

    def test_is_not_held_up_by_practices_that_wait(self, monkeypatch, theme, by_theme):
        monkeypatch.setattr(digests, "EVENT_BATCH", 1)
        waiting, ready = publish(), publish(themes=[theme])
        drain_outbox()
        waiting.save()

        digests.match_events()

        matched = Event.objects.filter(matched_at__isnull=False)
        assert [event.practice_id for event in matched] == [ready.pk]


class TestSequence:
    def test_numbers_what_can_be_found_and_plans_what_goes_out_at_once(self, theme):
        SubscriptionFactory(to=theme, cadence=Cadence.IMMEDIATE)
        publish(themes=[theme])
        drain_outbox()
        digests.match_events()

        digests.sequence()

        assert Event.objects.get().seq == 1
        assert Delivery.objects.get().cadence == Cadence.IMMEDIATE

    def test_waits_for_a_practice_that_changed_again(self, theme, by_theme):
        practice = publish(themes=[theme])
        drain_outbox()
        digests.match_events()
        practice.save()

        digests.sequence()

        assert Event.objects.get().seq is None

    def test_leaves_an_item_found_late_to_the_next_digest(self, settings, theme, by_search):
        """Published before the digest, found after it: neither lost nor told twice."""
        on_time = publish(title="Gardening on time")
        tell()
        late = publish(title="Gardening late")
        plan_at(at=TUESDAY)
        tell()

        plan_at(at=TUESDAY + timedelta(days=1))

        windows = Delivery.objects.order_by("period_key").values_list("windows", "to_seq")
        assert list(windows) == [([[by_search.pk, 0]], 1), ([[by_search.pk, 1]], 2)]
        numbers = dict(Event.objects.values_list("practice_id", "seq"))
        assert numbers == {on_time.pk: 1, late.pk: 2}


def tell() -> None:
    """Bring everything published so far into the numbered order."""
    drain_outbox()
    digests.match_events()
    digests.sequence()


class TestPlanDue:
    def test_plans_by_the_clock_and_only_once(self, theme, by_theme):
        publish(themes=[theme])
        tell()

        with time_machine.travel(TUESDAY, tick=False):
            digests.plan_due()
            digests.plan_due()

        assert Delivery.objects.filter(period_key="2026-03-03").count() == 1


class TestSend:
    @pytest.mark.parametrize(
        ("task", "cadence"),
        [
            (digests.send_digests, Cadence.WEEKLY),
            (digests.send_transactional, Cadence.ON_REQUEST),
        ],
    )
    def test_takes_the_mails_of_its_own_queue(self, task, cadence, outbox_dir):
        own = DeliveryFactory(cadence=cadence)
        other_cadence = {Cadence.WEEKLY: Cadence.ON_REQUEST, Cadence.ON_REQUEST: Cadence.WEEKLY}
        other = DeliveryFactory(cadence=other_cadence[cadence])

        task()

        own.refresh_from_db()
        other.refresh_from_db()
        assert own.state != "planned"
        assert other.state == "planned"

    def test_goes_on_until_nothing_waits(self, monkeypatch, theme, outbox_dir):
        monkeypatch.setattr(digests, "SEND_SECONDS", 60)
        for number in range(1, 61):
            subscription = SubscriptionFactory(to=theme)
            if number == 1:
                numbered_event(1, subscription.topic)
            DeliveryFactory(
                subscriber=subscription.subscriber, windows=[[subscription.pk, 0]], to_seq=1
            )

        digests.send_digests()

        assert len(messages_in(outbox_dir)) == 60


class TestSweep:
    def test_settles_what_a_sender_left(self):
        delivery = DeliveryFactory()
        Delivery.objects.update(state="claimed", lease_until=timezone.now() - timedelta(hours=1))

        digests.sweep()

        delivery.refresh_from_db()
        assert delivery.state == "planned"


class TestPurge:
    def test_forgets_what_is_old(self):
        DeliveryFactory(state="cancelled", planned_at=timezone.now() - timedelta(days=91))

        digests.purge()

        assert not Delivery.objects.exists()


class TestReceivers:
    def test_record_a_publication_in_its_own_transaction(self, theme):
        practice = publish(themes=[theme], draft=True)
        assert not Event.objects.exists()

        practice.save_revision().publish()

        assert Event.objects.get().kind == "new"

    def test_record_nothing_for_a_draft_of_a_live_practice(self, theme):
        practice = publish(themes=[theme])
        practice.title = "Not published yet"

        practice.save_revision()

        assert Event.objects.count() == 1

    def test_record_a_change_and_not_a_repeat(self, theme):
        practice = publish(themes=[theme])
        practice.save_revision().publish()
        practice.title = "Changed"

        practice.save_revision().publish()

        assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
            "new",
            "updated",
        ]

    def test_record_the_return_of_what_was_private(self, theme):
        practice = publish(themes=[theme])
        tell()

        make_private(practice.get_parent())
        assert Event.objects.get().withdrawn_at
        PageViewRestriction.objects.all().delete()

        assert Event.objects.filter(is_return=True).count() == 1
