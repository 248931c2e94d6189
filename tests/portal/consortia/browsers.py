"""The example market in use: a browser for each organisation, and the work of the night."""

import json
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st

from portal.consortia.models import Consortium, MatchRun, ProposedMember
from portal.consortia.services.rematching import rematch_due
from portal.consortia.workspace.steps import STEPS
from portal.organisations.models import CapacityOffer, DeclaredService, Organisation
from portal.subscriptions.exporting import everything_about
from portal.subscriptions.models import Subscriber
from portal.subscriptions.services.planning_notices import plan_notices
from portal.users.models import Notice
from tasks import matching
from tests.factories.consortia import member_of

ROAD = ("yes", "confidentiality", "invite", "accept", "hours")
ACTIONS = ("interested", "declined", "look", "night", "go-on", "road", "leave-team", "leave-market")
HOURS, PLEDGE, LOCATION = 71_000, 82_000, 730_000_000
"""No page has such numbers unless somebody's hours or registration are told: the row's number is
added.
"""

actions = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9), st.integers(1, len(ROAD))),
    min_size=3,
    max_size=9,
)


class World:
    """One tender, and a person with a browser for each organisation in its first teams."""

    def __init__(self, tender, *, clock=None):
        self.tender = tender
        self.clock, self.work_takes = clock, timedelta(0)
        self.page = reverse("tender_consortia", args=[tender.pk])
        proposed = ProposedMember.objects.filter(proposal__run__tender=tender)
        organisations = Organisation.objects.filter(proposed_memberships__in=proposed)
        self.organisations = list(organisations.distinct().order_by("pk"))
        self.people = {item.pk: member_of(item.slug) for item in self.organisations}
        for pk in self.people:
            CapacityOffer.objects.filter(organisation=pk).update(weekly_hours=HOURS + pk)
            services = DeclaredService.objects.filter(organisation=pk, is_registered=True)
            services.update(cqc_location_id=f"1-{LOCATION + pk}", is_public=False)
        self.begin()

    def begin(self):
        """As it was: new browsers, and nobody who withdrew."""
        self.nights, self.withdrawn = 0, {}
        self.browsers = {pk: Client() for pk in self.people}
        for pk, browser in self.browsers.items():
            browser.force_login(self.people[pk])

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
            address = reverse("consortium_answer", args=[place.public_id])
            self.browsers[own.pk].post(address, {"answer": answer})

    def night(self):
        self.nights += 1
        rematch_due(at=timezone.now() + timedelta(days=self.nights) + self.work_takes)

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
                reverse("consortium_step", args=[consortium.public_id, key]),
                {
                    "contact": f"contact-of-{own.slug}",
                    "reason": f"reason-of-{own.slug}",
                    "monthly_hours": PLEDGE + own.pk,
                    **({"may_be_shown": "on"} if own.pk % 2 else {}),
                },
            )

    def work(self):
        """Solve what waits. With a clock of the world's own, it is later by then, and half an hour
        later until anybody does something again.
        """
        began = timezone.now()
        if self.clock is not None:
            self.clock.move_to(began + self.work_takes)
        self._work()
        if self.clock is not None:
            self.clock.move_to(began + timedelta(minutes=30))

    def _work(self):
        while matching.solve_requested() or matching.complete_team():
            pass
        matching.widen()
        matching.value()

    def read_by(self, reader, *, teams):
        """Everything that the portal gives to people of the organisation, who try these teams."""
        browser, person = self.browsers[reader.pk], self.people[reader.pk]
        addresses = [
            self.page,
            reverse("tender_requirements", args=[self.tender.pk]),
            reverse("consortium_list"),
            reverse("notice_list"),
        ]
        for consortium in teams:
            addresses.append(reverse("consortium_detail", args=[consortium.public_id]))
            addresses += [
                reverse("consortium_step", args=[consortium.public_id, key]) for key in STEPS
            ]
        found = [browser.get(address).content.decode() for address in addresses]
        found += [
            f"{notice.written_at} {notice.subject} {notice.text} {notice.path}"
            for notice in Notice.objects.filter(person=person)
        ]
        # Some are told at the next full hour.
        plan_notices(at=timezone.now() + timedelta(days=1))
        for subscriber in Subscriber.objects.filter(user=person):
            found.append(json.dumps(everything_about(subscriber, at=timezone.now()), default=str))
        return "\n".join(found)
