"""Whom an event concerns."""

from datetime import timedelta

import pytest

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest
from portal.subscriptions.models import Event, Match
from portal.subscriptions.services import topics
from portal.subscriptions.services.matching import SearchAnswer, record_matches
from portal.subscriptions.services.sequencing import sequence_events
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.practices import PracticePageFactory, ThemeFactory
from tests.factories.subscriptions import (
    SIGNED_UP,
    EventFactory,
    SubscriptionFactory,
    topic_for,
)

pytestmark = pytest.mark.django_db


def topics_of(event: Event) -> set[int]:
    record_matches(events=[event], answers=[], at=SIGNED_UP)
    return set(Match.objects.filter(event=event).values_list("topic_id", flat=True))


def followed(target) -> int:
    return SubscriptionFactory(to=target).topic_id


class TestRecordMatches:
    def test_tells_a_theme_s_followers_of_its_children_and_not_the_reverse(self):
        parent = ThemeFactory()
        child, sister = ThemeFactory(parent=parent), ThemeFactory(parent=parent)
        wanted = {followed(parent), followed(child)}
        followed(sister)

        assert topics_of(EventFactory(practice__themes=[child])) == wanted

    def test_tells_nobody_of_a_child_when_the_practice_has_the_parent(self):
        parent = ThemeFactory()
        child = ThemeFactory(parent=parent)
        followed(child)

        assert topics_of(EventFactory(practice__themes=[parent])) == set()

    def test_tells_an_area_s_followers_of_the_places_inside(self):
        county = AreaFactory()
        town = AreaFactory(parent=county)
        wanted = {followed(county)}
        followed(AreaFactory())

        assert topics_of(EventFactory(practice__areas=[town])) == wanted

    def test_tells_a_practice_s_followers_of_that_one_alone(self):
        event, other = EventFactory(), EventFactory()
        interest = Interest(kind=TopicKind.PAGE, value=str(event.practice_id))
        topic = topics.topic_for(interest=interest, at=SIGNED_UP)
        SubscriptionFactory(topic=topic)

        assert topics_of(event) == {topic.pk}
        assert topics_of(other) == set()

    @pytest.mark.parametrize("role", ["lead", "partner"])
    def test_tells_an_organisation_s_followers_of_what_it_leads_or_joins(self, role):
        organisation = OrganisationFactory()
        fields = (
            {"lead_organisation": organisation} if role == "lead" else {"partners": [organisation]}
        )
        practice = PracticePageFactory(reference="P77", **fields)
        wanted = {followed(organisation)}

        assert topics_of(EventFactory(practice=practice)) == wanted

    def test_tells_a_named_partner_s_followers_only_from_its_yes_on(self):
        partner = OrganisationFactory()
        wanted = {followed(partner)}
        practice = PracticePageFactory(partners=[partner])
        before, after = (EventFactory(practice=practice) for _time in range(2))

        assert topics_of(before) == set()
        practice.partner_answers.create(
            organisation=partner, is_partner=True, answered_at=SIGNED_UP
        )
        assert topics_of(after) == wanted

    def test_takes_the_search_engine_s_word_for_saved_searches(self):
        event, other = EventFactory(), EventFactory()
        topic = SubscriptionFactory(topic=topic_for("q=walks")).topic
        answer = SearchAnswer(topic_id=topic.pk, practice_ids=frozenset({event.practice_id}))

        record_matches(events=[event, other], answers=[answer], at=SIGNED_UP)

        assert list(Match.objects.values_list("topic_id", "event_id")) == [(topic.pk, event.pk)]

    def test_leaves_out_interests_that_nobody_follows_any_more(self):
        theme = ThemeFactory()
        subscription = SubscriptionFactory(to=theme)
        subscription.ended_at, subscription.end_reason = SIGNED_UP, "managed"
        subscription.save()

        assert topics_of(EventFactory(practice__themes=[theme])) == set()

    def test_marks_events_matched_even_when_they_concern_nobody(self):
        event = EventFactory()

        record_matches(events=[event], answers=[], at=SIGNED_UP)

        event.refresh_from_db()
        assert event.matched_at == SIGNED_UP

    def test_can_be_repeated(self):
        theme = ThemeFactory()
        followed(theme)
        event = EventFactory(practice__themes=[theme])

        assert topics_of(event) == topics_of(event)
        assert Match.objects.count() == 1

    def test_bears_an_event_whose_practice_is_gone(self):
        event = EventFactory(practice=None)

        assert topics_of(event) == set()


class TestSequenceEvents:
    def test_numbers_without_gaps_in_the_order_of_what_happened(self):
        late = EventFactory(matched_at=SIGNED_UP, occurred_at=SIGNED_UP + timedelta(hours=2))
        early = EventFactory(matched_at=SIGNED_UP, occurred_at=SIGNED_UP + timedelta(hours=1))

        assert sequence_events(event_ids=[late.pk, early.pk]) == 2

        numbers = dict(Event.objects.values_list("pk", "seq"))
        assert numbers == {early.pk: 1, late.pk: 2}

    def test_passes_over_what_is_not_matched(self):
        event = EventFactory()

        assert sequence_events(event_ids=[event.pk]) == 0

    def test_passes_over_what_cannot_be_found_yet_and_goes_on_from_the_same_number(self):
        ready, waiting = EventFactory.create_batch(2, matched_at=SIGNED_UP)
        sequence_events(event_ids=[ready.pk])

        sequence_events(event_ids=[waiting.pk])

        waiting.refresh_from_db()
        assert waiting.seq == 2

    def test_numbers_nothing_twice(self):
        event = EventFactory(matched_at=SIGNED_UP)
        sequence_events(event_ids=[event.pk])

        assert sequence_events(event_ids=[event.pk]) == 0
