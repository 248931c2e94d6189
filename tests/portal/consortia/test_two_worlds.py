"""Two worlds that differ in a private fact of one provider alone look the same to every other one.

Each history is lived twice from the same start, byte for byte: in the second world one provider
changes something private on the way, and the solver is slower. What a reader is given may differ
only where its own teams do.
"""

import re
from datetime import timedelta
from difflib import unified_diff
from functools import partial
from itertools import permutations

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.models import Consortium, ConsortiumProposal, ProposedMember, Seat
from portal.consortia.runs import latest_run
from portal.organisations.models import CapacityOffer, DeclaredService, DoNotPair, MatchingProfile
from portal.organisations.models.profile import TurnoverBand
from portal.tenders.models import Tender
from tasks import matching
from tests.portal.consortia.browsers import HOURS, World, actions

SLOW = timedelta(minutes=20)
BEGIN = {"hour": 10, "minute": 5, "second": 0, "microsecond": 0}
"""Twenty minutes after it, as after each half hour from then, it is still the same hour."""
RANDOM = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r'|(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+'
)


def profile_of(owner):
    return MatchingProfile.objects.filter(organisation=owner)


def change_hours(owner, _other):
    CapacityOffer.objects.filter(organisation=owner).update(weekly_hours=HOURS + 777)


def change_turnover(owner, _other):
    before = profile_of(owner).get().turnover_band
    other = next(band for band in TurnoverBand if band != before)
    profile_of(owner).update(turnover_band=other)


def change_share(owner, _other):
    profile_of(owner).update(max_share_percent=profile_of(owner).get().max_share_percent - 1)


def change_registration(owner, _other):
    """Where and for what it is registered; that it is, the roles of teams follow from."""
    services = DeclaredService.objects.filter(organisation=owner, is_registered=True)
    services.update(
        cqc_location_id="1-987654321",
        cqc_provider_id="1-987654322",
        regulated_activities=["nursing"],
        rating_url="https://www.cqc.org.uk/location/1-987654321",
        is_public=False,
    )


def change_size(owner, _other):
    profile_of(owner).update(max_team_size=3)


def change_lead(owner, _other):
    profile_of(owner).update(is_willing_to_lead=not profile_of(owner).get().is_willing_to_lead)


def keep_apart(owner, other):
    DoNotPair.objects.get_or_create(organisation=owner, other=other)


WITHOUT_EFFECT = [change_hours, change_turnover, change_share]
"""The tender asks for no hours and no turnover, so no team depends on these."""
PRIVATE = [*WITHOUT_EFFECT, change_registration, change_size, change_lead, keep_apart]


def without_chance(text):
    """The text with everything random replaced by the place of its first appearance."""
    seen = {}
    return RANDOM.sub(lambda found: str(seen.setdefault(found.group(), len(seen))), text)


def without_losses(text):
    """All but what the best team would lack without a member: teams nobody is in count for that."""
    return [line for line in text.splitlines() if "ithout it " not in line]


def outcome_for(reader):
    """The teams that the reader is in, as the matching and the steps of their members made them."""
    own = ConsortiumProposal.objects.filter(members__organisation=reader)
    newest = latest_run(Tender.objects.get())
    suggested = [_team(proposal, reader) for proposal in own.filter(run=newest).order_by("rank")]
    joined = [
        [
            (seat.state, seat.organisation_id == reader.pk, _team(seat.place.proposal, reader))
            for seat in Seat.objects.filter(consortium=place.consortium).order_by("pk")
        ]
        for place in Seat.objects.filter(organisation=reader).order_by("pk")
    ]
    return newest.solver_status if suggested else None, suggested, joined


def _team(proposal, reader):
    members = ProposedMember.objects.filter(proposal=proposal).order_by("-is_lead", "pk")
    gaps = proposal.gaps.order_by("pk").values_list("kind", "service_type", "area", "nobody_can")
    return [_member(member, reader) for member in members], list(gaps)


def _member(member, reader):
    covered = member.covered.order_by("pk")
    lost = member.lost_parts.order_by("pk")
    is_own = member.organisation_id == reader.pk
    return (
        is_own,
        member.is_lead,
        member.consent if is_own else None,
        member.has_ties if is_own else None,
        list(covered.values_list("service_type", "area", "is_backup", "is_only_member")),
        member.loss,
        list(lost.values_list("kind", "service_type", "area")),
    )


class Life:
    """Lives histories in the same world again and again."""

    def __init__(self, tender, clock):
        self.tender, self.clock = tender, clock
        self.begin = (timezone.localtime() + timedelta(days=1)).replace(**BEGIN)
        self.clock.move_to(self.begin, tick=False)
        while matching.solve_requested():
            pass
        self.world = World(tender, clock=clock)

    def lived(self, history, *, change=None, at=0, work_takes=timedelta(0)):
        """What each reader has had by the end, and what its teams were; nothing of it is kept."""
        world = self.world
        world.work_takes = work_takes
        with transaction.atomic():
            self.clock.move_to(self.begin, tick=False)
            world.begin()
            for place, action in enumerate(history):
                if place == at and change is not None:
                    change()
                world.act(*action)
            found = {
                reader: (outcome_for(reader), self._read_by(reader))
                for reader in world.organisations
            }
            transaction.set_rollback(True)
        return found

    def _read_by(self, reader):
        # Nobody knows the address of a team of others.
        own = Consortium.objects.filter(seats__organisation=reader).order_by("pk")
        return without_chance(self.world.read_by(reader, teams=own))

    def never_together(self):
        """Pairs of providers that no team has both of."""
        for owner, other in permutations(self.world.organisations, 2):
            teams = ConsortiumProposal.objects.filter(members__organisation=owner)
            if not teams.filter(members__organisation=other).exists():
                yield owner, other

    def is_part_of_the_problem(self, change):
        """Whether the matching works from other facts after the change."""
        with transaction.atomic():
            before = self._inputs()
            change()
            after = self._inputs()
            transaction.set_rollback(True)
        return before != after

    def _inputs(self):
        problem = problem_for(self.tender, requirements_of(self.tender), at=timezone.now())
        return relevant_part(problem).fingerprint()


@pytest.fixture
def life(covered_tender, time_machine):
    Tender.objects.exclude(pk=covered_tender.pk).delete()
    Tender.objects.update(tender_period_end_at=timezone.now() + timedelta(days=200))
    return Life(covered_tender, time_machine)


def readers_who_see_no_difference(one, two, *, but):
    """How many readers have the same teams in both worlds; each of them has the same text."""
    same = [reader for reader in one if reader != but and one[reader][0] == two[reader][0]]
    for reader in same:
        difference = unified_diff(one[reader][1].splitlines(), two[reader][1].splitlines(), n=2)
        assert "\n".join(difference) == ""
    return len(same)


few = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # The difference says enough: making a history shorter would take many minutes.
    phases=[Phase.explicit, Phase.generate],
)
places = st.integers(0, 9)
WITH_A_NIGHT = [("interested", 0, 1), ("night", 0, 1), ("look", 1, 1), ("night", 0, 1)]


class TestTwoWorlds:
    def test_look_the_same_where_nothing_comes_of_the_difference(self, life):
        @few
        @given(actions, st.sampled_from(WITHOUT_EFFECT), places, places)
        def look_the_same(history, change, owner, at):
            other = life.world.organisations[owner % len(life.world.organisations)]
            assert life.is_part_of_the_problem(partial(change, other, None))
            one = life.lived(history)
            two = life.lived(
                history,
                change=partial(change, other, None),
                at=at % len(history),
                work_takes=SLOW,
            )
            assert readers_who_see_no_difference(one, two, but=other) == len(one) - 1

        look_the_same()

    def test_differ_for_a_reader_only_as_its_own_teams_do(self, life):
        compared = []

        @few
        @given(actions, st.sampled_from(PRIVATE), places, places, places)
        def differ_as_teams_do(history, change, owner, against, at):
            members = life.world.organisations
            owner, against = members[owner % len(members)], members[against % len(members)]
            one = life.lived(history)
            two = life.lived(
                history,
                change=partial(change, owner, against) if owner != against else None,
                at=at % len(history),
                work_takes=SLOW,
            )
            compared.append(readers_who_see_no_difference(one, two, but=owner))

        differ_as_teams_do()
        assert sum(compared)

    @pytest.mark.parametrize("change", [*WITHOUT_EFFECT, change_registration, change_lead])
    def test_look_the_same_after_a_change_and_a_night(self, life, change):
        one = life.lived(WITH_A_NIGHT)
        compared = 0
        for owner in life.world.organisations:
            two = life.lived(
                WITH_A_NIGHT, change=partial(change, owner, None), at=1, work_takes=SLOW
            )
            compared += readers_who_see_no_difference(one, two, but=owner)
        assert compared

    def test_look_the_same_to_those_whom_somebody_would_not_be_paired_with(self, life):
        one = life.lived(WITH_A_NIGHT)
        never_together = list(life.never_together())
        assert never_together
        for owner, against in never_together:
            change = partial(keep_apart, owner, against)
            assert life.is_part_of_the_problem(change)
            two = life.lived(WITH_A_NIGHT, change=change, at=1, work_takes=SLOW)
            for reader in set(one) - {owner}:
                assert without_losses(one[reader][1]) == without_losses(two[reader][1])
