"""Whatever providers do, in whatever order: nobody reads of another what both did not agree to.

Histories are driven through the pages, as a person's browser would, and the background work; then
everything that leaves the portal is read: pages, notices, exports, index documents and log lines.
"""

import json
from datetime import timedelta
from itertools import permutations

import pytest
import structlog
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.consortia.models import (
    Consortium,
    Disclosure,
    MatchRun,
    Pledge,
    ProposedMember,
    Step,
)
from portal.consortia.services.rematching import rematch_due
from portal.consortia.workspace.steps import STEPS
from portal.organisations.models import CapacityOffer, MatchingProfile, Organisation
from portal.subscriptions.exporting import everything_about
from portal.subscriptions.models import Subscriber
from portal.subscriptions.services.planning_notices import plan_notices
from portal.tenders.models import Tender
from portal.users.models import Notice
from search.documents.tender import tender_documents
from tasks import matching
from tests.factories.consortia import member_of

ROAD = ("yes", "confidentiality", "invite", "accept", "hours")
ACTIONS = ("interested", "declined", "look", "night", "go-on", "road", "leave-team", "leave-market")
HOURS, PLEDGE = 71_000, 82_000
"""No page has such numbers unless somebody's hours are told: the row's number is added."""

actions = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9), st.integers(1, len(ROAD))),
    min_size=3,
    max_size=9,
)


class World:
    """One tender, and a person with a browser for each organisation in its first teams."""

    def __init__(self, tender):
        self.tender = tender
        self.page = reverse("tender_consortia", args=[tender.pk])
        self.nights = 0
        self.withdrawn = {}
        proposed = ProposedMember.objects.filter(proposal__run__tender=tender)
        organisations = Organisation.objects.filter(proposed_memberships__in=proposed)
        self.organisations = list(organisations.distinct().order_by("pk"))
        self.people = {item.pk: member_of(item.slug) for item in self.organisations}
        self.browsers = {pk: Client() for pk in self.people}
        for pk, browser in self.browsers.items():
            browser.force_login(self.people[pk])
            CapacityOffer.objects.filter(organisation=pk).update(weekly_hours=HOURS + pk)

    def act(self, action, number, last):
        own = self.organisations[number % len(self.organisations)]
        {
            "interested": lambda: self.answer(own, "interested"),
            "declined": lambda: self.answer(own, "declined"),
            "look": lambda: self.browsers[own.pk].post(self.page),
            "night": self.night,
            "go-on": lambda: self.step(own, ROAD[last - 1]),
            "road": lambda: self.go_on_together(last),
            "leave-team": lambda: self.step(own, "no"),
            "leave-market": lambda: self.leave_market(own),
        }[action]()
        self.work()

    def answer(self, own, answer):
        newest = MatchRun.objects.filter(consortium=None).order_by("-pk").first()
        places = ProposedMember.objects.filter(organisation=own, proposal__run=newest)
        for place in places.order_by("proposal__rank")[:1]:
            address = reverse("consortium_answer", args=[place.pk])
            self.browsers[own.pk].post(address, {"answer": answer})

    def night(self):
        self.nights += 1
        rematch_due(at=timezone.now() + timedelta(days=self.nights))

    def go_on_together(self, last):
        for key in ROAD[:last]:
            for other in self.organisations:
                self.step(other, key)
            self.work()

    def leave_market(self, own):
        self.browsers[own.pk].post(reverse("matching_leave", args=[own.slug]))
        # Nights are in the future, so that the order of rows tells what came later, not their time.
        newest = ProposedMember.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.withdrawn.setdefault(own.pk, newest)

    def step(self, own, key):
        for consortium in Consortium.objects.filter(seats__organisation=own):
            self.browsers[own.pk].post(
                reverse("consortium_step", args=[consortium.pk, key]),
                {
                    "contact": f"contact-of-{own.slug}",
                    "reason": f"reason-of-{own.slug}",
                    "monthly_hours": PLEDGE + own.pk,
                    **({"may_be_shown": "on"} if own.pk % 2 else {}),
                },
            )

    def work(self):
        while matching.solve_requested() or matching.complete_team():
            pass
        matching.widen()
        matching.value()

    def read_by(self, reader):
        """Everything that the portal gives to people of the organisation."""
        browser, person = self.browsers[reader.pk], self.people[reader.pk]
        addresses = [
            self.page,
            reverse("tender_requirements", args=[self.tender.pk]),
            reverse("consortium_list"),
        ]
        for consortium in Consortium.objects.all():
            addresses.append(reverse("consortium_detail", args=[consortium.pk]))
            addresses += [reverse("consortium_step", args=[consortium.pk, key]) for key in STEPS]
        found = [browser.get(address).content.decode() for address in addresses]
        found += [
            f"{notice.subject} {notice.text} {notice.path}"
            for notice in Notice.objects.filter(person=person)
        ]
        plan_notices(at=timezone.now())
        for subscriber in Subscriber.objects.filter(user=person):
            found.append(json.dumps(everything_about(subscriber), default=str))
        return "\n".join(found)


def took(organisation, consortium, *moves):
    return Step.objects.filter(
        consortium=consortium, seat__organisation=organisation, move__in=moves
    ).exists()


def both(one, other, *moves):
    """Whether both took one of these steps in one consortium, as the log of steps has it."""
    return any(
        took(one, consortium, *moves) and took(other, consortium, *moves)
        for consortium in Consortium.objects.all()
    )


def assert_private(text, owner, reader):
    """Of the owner the reader has nothing but what both agreed to."""
    assert str(HOURS + owner.pk) not in text
    assert f"reason-of-{owner.slug}" not in text
    if not both(owner, reader, "say-yes"):
        assert owner.name not in text
    elif owner.name in text:
        told = Disclosure.objects.filter(discloser=owner, recipient=reader, fact="name")
        assert told.exists()
    if not both(owner, reader, "bind"):
        assert f"contact-of-{owner.slug}" not in text
    is_shown = Pledge.objects.filter(seat__organisation=owner, may_be_shown=True).exists()
    if not (is_shown and both(owner, reader, "bind")):
        assert str(PLEDGE + owner.pk) not in text


def assert_nowhere(text, world):
    for item in world.organisations:
        secrets = (str(HOURS + item.pk), str(PLEDGE + item.pk), item.name)
        found = [secret for secret in secrets if secret in text]
        assert not found
        assert f"-of-{item.slug}" not in text


class TestPrivacy:
    @pytest.fixture
    def world(self, covered_tender):
        Tender.objects.exclude(pk=covered_tender.pk).delete()
        Tender.objects.update(tender_period_end_at=timezone.now() + timedelta(days=200))
        while matching.solve_requested():
            pass
        return World(covered_tender)

    def test_is_kept_in_every_history(self, world):
        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
        @given(history=actions)
        def is_kept(history):
            world.nights, world.withdrawn = 0, {}
            with transaction.atomic(), structlog.testing.capture_logs() as logged:
                for action in history:
                    world.act(*action)
                assert_promises(world, logged)
                transaction.set_rollback(True)

        is_kept()

    def test_is_kept_all_the_way_and_after_a_withdrawal(self, world):
        with structlog.testing.capture_logs() as logged:
            for action in (("interested", 0, 1), ("road", 0, 5), ("leave-market", 1, 1)):
                world.act(*action)
                assert_promises(world, logged)

        # What is held back in the histories is told once both agreed: the check can see it.
        assert any(
            f"contact-of-{owner.slug}" in world.read_by(reader)
            for owner, reader in permutations(world.organisations, 2)
        )


def assert_promises(world, logged):
    for reader in world.organisations:
        text = world.read_by(reader)
        for owner in world.organisations:
            if owner != reader:
                assert_private(text, owner, reader)
    assert_nowhere(json.dumps(logged, default=str), world)
    documents = tender_documents({world.tender.pk: 1})
    assert documents
    assert_nowhere(repr(documents), world)
    for pk, since in world.withdrawn.items():
        later = ProposedMember.objects.filter(organisation=pk, pk__gt=since)
        assert MatchingProfile.objects.filter(organisation=pk, withdrawn_at__isnull=False)
        assert not later.exists()
