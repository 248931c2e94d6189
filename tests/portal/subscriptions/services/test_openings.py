"""Events, asks and tenders in mails: told once, to those who want them, and never when over."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate

from home.models import EventPage
from portal.common.outbox import messages_in
from portal.practices.models import AskOrOffer
from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, DeliveryState, OpeningKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.lately import openings_lately
from portal.subscriptions.models import Event, EventSequence, Subscription, Topic
from portal.subscriptions.previews import next_digests
from portal.subscriptions.services.claiming import claim_deliveries, release
from portal.subscriptions.services.matching import record_matches
from portal.subscriptions.services.planning_immediate import plan_immediate
from portal.subscriptions.services.recording import record_opening
from portal.subscriptions.services.sending import send_batch
from portal.subscriptions.services.sequencing import sequence_events
from portal.tenders.models import Tender
from tests.factories.asks import AskFactory
from tests.factories.events import EventPageFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import make_private
from tests.factories.subscriptions import (
    SIGNED_UP,
    DeliveryFactory,
    SubscriberFactory,
    SubscriptionFactory,
    numbered_event,
)
from tests.factories.tenders import TenderFactory

pytestmark = pytest.mark.django_db

NOW = SIGNED_UP + timedelta(days=1)
LATER = NOW + timedelta(minutes=5)
LONDON = ZoneInfo("Europe/London")


def following(about: str, subscriber=None, **fields) -> Subscription:
    """Somebody who wants these openings; `about` is the address's query."""
    interest = Interest.from_query(QueryDict(about))
    topic, _is_new = Topic.objects.get_or_create(
        criteria_hash=interest.criteria_hash,
        defaults={"kind": interest.kind, "criteria": interest.criteria, "created_at": SIGNED_UP},
    )
    return SubscriptionFactory(topic=topic, subscriber=subscriber or SubscriberFactory(), **fields)


def record(kind, row, at=NOW):
    return record_opening(kind=kind, pk=row.pk, at=at)


def match_and_number(at=NOW):
    record_matches(events=list(Event.objects.unmatched()), answers=[], at=at)
    sequence_events(event_ids=list(Event.objects.unsequenced().values_list("pk", flat=True)))


def mail_to(*subscriptions, **fields):
    return DeliveryFactory(
        subscriber=subscriptions[0].subscriber,
        windows=[[subscription.pk, 0] for subscription in subscriptions],
        to_seq=EventSequence.current_head() or 99,
        **fields,
    )


def send(at=NOW):
    while send_batch(cadences=CHOSEN_CADENCES, clock=lambda: at).taken:
        pass


def bodies(folder):
    (mail,) = messages_in(folder)
    return [" ".join(mail.get_body((part,)).get_content().split()) for part in ("plain", "html")]


OPENINGS = {
    OpeningKind.EVENT: ("about=events", lambda: EventPageFactory(title="Opening A")),
    OpeningKind.ASK: ("about=asks", lambda: AskFactory(title="Opening A")),
    OpeningKind.TENDER: ("about=tenders", lambda: TenderFactory(title="Opening A")),
}


def end(kind, row):
    """The opening is over, by its own time or by whoever decides."""
    if kind == OpeningKind.EVENT:
        hour = timedelta(hours=1)
        EventPage.objects.filter(pk=row.pk).update(starts_at=NOW - 2 * hour, ends_at=NOW - hour)
    elif kind == OpeningKind.ASK:
        AskOrOffer.objects.filter(pk=row.pk).update(closed_at=NOW)
    else:
        Tender.objects.filter(pk=row.pk).update(tender_period_end_at=NOW)


@pytest.fixture(params=list(OPENINGS), ids=str)
def opening(request):
    """Each kind in turn: its kind, the query of who follows it, and one that is open."""
    about, make = OPENINGS[request.param]
    return request.param, about, make()


class TestRecording:
    def test_tells_of_what_is_new_once(self, opening):
        kind, _about, row = opening

        first, second = record(kind, row), record(kind, row)

        assert (first.kind, first.opening_id, first.practice_id) == ("new", row.pk, None)
        assert second is None

    def test_tells_of_what_changed(self, opening):
        kind, _about, row = opening
        record(kind, row)
        type(row).objects.filter(pk=row.pk).update(title="Another name")

        assert record(kind, row).kind == "updated"

    def test_says_nothing_of_what_is_over(self, opening):
        kind, _about, row = opening
        end(kind, row)

        assert record(kind, row) is None
        assert not Event.objects.exists()

    def test_does_not_tell_twice_of_what_was_taken_down_and_came_back(self, outbox_dir):
        page, reader = EventPageFactory(), following("about=events")
        record(OpeningKind.EVENT, page)
        match_and_number()
        mail_to(reader)
        send()
        page.unpublish()
        record(OpeningKind.EVENT, page)
        page.save_revision().publish()
        back = record(OpeningKind.EVENT, page)
        match_and_number()
        mail_to(reader)
        send()

        assert back.is_return
        assert len(messages_in(outbox_dir)) == 1


class TestMatching:
    def test_reaches_those_who_follow_the_kind_and_nobody_else(self, opening):
        kind, about, row = opening
        readers = {query: following(query).topic_id for query, _make in OPENINGS.values()}
        SubscriptionFactory()
        event = record(kind, row)

        match_and_number()

        assert list(event.matches.values_list("topic_id", flat=True)) == [readers[about]]
        assert Event.objects.get().seq == 1

    @pytest.mark.parametrize(
        ("about", "is_told"),
        [
            ("about=tenders&area=bury", True),
            ("about=tenders&area=greater-manchester", True),
            ("about=tenders&area=oldham", False),
            ("about=tenders&area=oldham&area=bury", True),
            ("about=tenders&subject=care", True),
            ("about=tenders&subject=other", False),
        ],
    )
    def test_reaches_those_whose_areas_and_subject_a_tender_has(self, about, is_told):
        around = AreaFactory(slug="greater-manchester")
        bury = AreaFactory(slug="bury", parent=around)
        AreaFactory(slug="oldham", parent=around)
        reader = following(about)
        record(OpeningKind.TENDER, TenderFactory(areas=[bury]))

        match_and_number()

        assert reader.topic.matches.exists() is is_told

    def test_reaches_nobody_for_a_wish_of_which_nothing_is_left(self):
        bury = AreaFactory(slug="bury")
        reader = following("about=tenders&area=bury")
        bury.delete()
        record(OpeningKind.TENDER, TenderFactory())

        match_and_number()

        assert not reader.topic.matches.exists()


class TestMail:
    def test_tells_of_an_event_with_its_date_and_place(self, outbox_dir):
        page = EventPageFactory(
            title="Meet & learn",
            starts_at=datetime(2026, 7, 1, 9, tzinfo=LONDON),
            ends_at=datetime(2026, 7, 1, 11, tzinfo=LONDON),
        )
        numbered_event(1, following("about=events").topic, opening_kind="event",
                       opening_id=page.pk, practice=None)  # fmt: skip
        mail_to(Subscription.objects.get())

        send()

        for body in bodies(outbox_dir):
            assert "Events" in body
            assert "Wednesday 1 July 2026, 09:00 to 11:00, UK time" in body
            assert "Example Hall, Rochdale" in body
            assert page.url in body
        assert messages_in(outbox_dir)[0]["Subject"] == "Your daily update: 1 event"

    def test_tells_of_an_ask_with_what_is_sought_and_until_when(self, outbox_dir):
        ask = AskFactory(
            title="Who measures with us?",
            closes_on=date(2026, 7, 1),
            organisation=OrganisationFactory(name="Be Kind"),
        )
        numbered_event(1, following("about=asks").topic, opening_kind="ask",
                       opening_id=ask.pk, practice=None)  # fmt: skip
        mail_to(Subscription.objects.get())

        send()

        for body in bodies(outbox_dir):
            assert "Looking for: An evaluator" in body
            assert "Open until 1 July 2026" in body
            assert "Be Kind" in body
            assert "We run a trial and want to know what changes." in body

    def test_tells_of_a_tender_with_buyer_areas_and_closing_date_in_local_time(self, outbox_dir):
        tender = TenderFactory(
            title="Home care",
            areas=[AreaFactory(name="Bury")],
            tender_period_end_at=datetime(2026, 7, 1, 12, 0, tzinfo=LONDON),
        )
        numbered_event(1, following("about=tenders").topic, opening_kind="tender",
                       opening_id=tender.pk, practice=None)  # fmt: skip
        mail_to(Subscription.objects.get())

        send()

        for body in bodies(outbox_dir):
            assert "Bid by Wednesday 1 July 2026, 12:00, UK time" in body
            assert "Example Council, Bury" in body
            assert "Example" in body

    def test_has_a_section_for_each_and_says_how_many_in_the_subject(self, outbox_dir):
        person = SubscriberFactory()
        practices = SubscriptionFactory(subscriber=person)
        numbered_event(1, practices.topic)
        followed = [practices]
        for kind, (about, make) in OPENINGS.items():
            followed.append(following(about, person))
            record(kind, make())
        EventSequence.objects.update_or_create(pk=1, defaults={"head": 1})
        match_and_number()
        mail_to(*followed)

        send()

        (mail,) = messages_in(outbox_dir)
        text = mail.get_body(("plain",)).get_content()
        heads = [line for line in text.splitlines() if line.startswith("== ")]
        assert mail["Subject"] == (
            "Your daily update: 1 practice, 1 event, 1 ask or offer, 1 tender"
        )
        assert heads[0].startswith("== Practices about")
        assert heads[1:] == ["== Events ==", "== Asks and offers ==", "== Tenders =="]

    def test_that_comes_at_once_is_named_after_the_opening(self, opening, outbox_dir):
        kind, about, row = opening
        following(about, cadence=Cadence.IMMEDIATE)
        record(kind, row)
        match_and_number()
        plan_immediate(at=NOW)

        send()

        assert [mail["Subject"] for mail in messages_in(outbox_dir)] == ["New: Opening A"]

    def test_is_previewed_on_the_page_of_mails(self, opening):
        kind, about, row = opening
        reader = following(about)
        record(kind, row)
        match_and_number()

        (daily,) = next_digests(reader.subscriber, at=NOW)

        assert [item.title for group in daily.content.groups for item in group.items] == [
            "Opening A"
        ]


class TestWhatIsOver:
    def test_is_in_no_mail_that_was_planned_before(self, opening, outbox_dir):
        kind, about, row = opening
        reader = following(about)
        record(kind, row)
        match_and_number()
        delivery = mail_to(reader)
        end(kind, row)

        send()

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.SKIPPED_EMPTY
        assert messages_in(outbox_dir) == []

    def test_leaves_a_mail_that_was_decided_and_waits(self, opening, outbox_dir):
        kind, about, row = opening
        person = SubscriberFactory()
        reader, practices = following(about, person), SubscriptionFactory(subscriber=person)
        record(kind, row)
        match_and_number()
        numbered_event(2, practices.topic, practice__title="Still here")
        EventSequence.objects.update(head=2)
        mail_to(reader, practices)
        taken = claim_deliveries(cadences=[Cadence.DAILY], at=NOW)
        release(deliveries=taken, reason="away", retry_at=LATER, at=NOW)
        end(kind, row)

        send(LATER)

        for body in bodies(outbox_dir):
            assert "Still here" in body
            assert "Opening A" not in body

    def test_passes_by_the_clock_alone(self, outbox_dir):
        """Nobody writes anything when a deadline passes while a mail waits."""
        tender = TenderFactory(tender_period_end_at=NOW + timedelta(minutes=2))
        reader = following("about=tenders")
        record(OpeningKind.TENDER, tender)
        match_and_number()
        delivery = mail_to(reader)
        taken = claim_deliveries(cadences=[Cadence.DAILY], at=NOW)
        release(deliveries=taken, reason="away", retry_at=LATER, at=NOW)

        send(LATER)

        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.CANCELLED
        assert messages_in(outbox_dir) == []

    def test_includes_a_private_event_and_a_hidden_ask(self, outbox_dir):
        person = SubscriberFactory()
        readers = [following("about=events", person), following("about=asks", person)]
        page, ask = EventPageFactory(), AskFactory()
        record(OpeningKind.EVENT, page)
        record(OpeningKind.ASK, ask)
        match_and_number()
        mail_to(*readers)
        make_private(page)
        AskOrOffer.objects.update(is_hidden=True)

        send()

        assert messages_in(outbox_dir) == []

    def test_is_not_an_ask_on_its_last_day(self, outbox_dir):
        ask = AskFactory(closes_on=localdate(NOW))
        reader = following("about=asks")
        record(OpeningKind.ASK, ask)
        match_and_number()
        mail_to(reader)

        send()

        assert len(messages_in(outbox_dir)) == 1


class TestHowMuchCameLately:
    def test_counts_each_opening_of_the_last_30_days_once(self):
        bury = AreaFactory(slug="bury")
        first, _second = TenderFactory(areas=[bury]), AskFactory()
        TenderFactory()
        record(OpeningKind.TENDER, first)
        Tender.objects.filter(pk=first.pk).update(title="Changed")
        record(OpeningKind.TENDER, first)
        record(OpeningKind.TENDER, Tender.objects.last())
        record(OpeningKind.TENDER, TenderFactory(areas=[bury]), at=NOW - timedelta(days=31))

        def lately(about):
            return len(openings_lately(Interest.from_query(QueryDict(about)), at=NOW))

        assert lately("about=tenders") == 2
        assert lately(urlencode({"about": "tenders", "area": "bury"})) == 1
        assert lately("about=asks") == 0
