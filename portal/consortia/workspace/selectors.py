"""What one member may see of its consortium: roles first, names after the mutual yes."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from portal.consortia.evidence import Evidence, evidence_of
from portal.consortia.models import Consortium, Disclosure, HeadsOfTerms, Seat
from portal.consortia.role_cards import role_in_words, roles_of
from portal.consortia.selectors import gap_sentence
from portal.consortia.states import BOUND_SEATS, NAMED_SEATS, OPEN_SEATS, SeatState
from portal.organisations.declaring.selectors import facts_shown
from portal.organisations.models import Organisation
from portal.organisations.models.opt_in import SharedFact, ShareStage
from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class MemberCard:
    """One member as one reader may see it."""

    name: str
    """The organisation's name, or its role in words before the mutual yes."""
    url: str
    roles: tuple[str, ...]
    state: str
    """How far it has come, in words; empty where the reader may not know that it was asked."""
    contact: str
    facts: tuple[Evidence, ...]
    """What it chose to let partners read by now, in words; each of them is in its own log."""
    is_own: bool
    is_host: bool


def own_seats(user: User) -> QuerySet[Seat]:
    """Places that the person's organisations have, those furthest behind first."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(OPEN_SEATS)]
    seats = Seat.objects.filter(organisation__memberships__user=user, state__in=OPEN_SEATS)
    return (
        seats.annotate(distance=Case(*places, output_field=IntegerField()))
        .select_related("consortium__tender", "consortium__host", "organisation", "place")
        .order_by("distance", "pk")
    )


def own_seat(user: User, public_id: UUID) -> Seat | None:
    """The place for which the person acts in the consortium; None for anybody else's."""
    return own_seats(user).filter(consortium__public_id=public_id).first()


def cards_for(own: Seat, *, at: datetime) -> list[MemberCard]:
    """Every place of the consortium as the holder of ``own`` may see it, its own first.

    Whoever was asked and said no, or was asked before, is left out without a word.
    """
    seats = own.consortium.seats.filter(state__in=OPEN_SEATS)
    found = seats.select_related("organisation", "consortium__tender").prefetch_related(
        "place__covered__service_type", "place__covered__area"
    )
    told: dict[int, set[str]] = {}
    log = own.consortium.disclosures.filter(recipient=own.organisation)
    for discloser, fact in log.values_list("discloser", "fact"):
        told.setdefault(discloser, set()).add(fact)
    return [
        _card(seat, own, told.get(seat.organisation_id, set()), at)
        for seat in sorted(found, key=lambda seat: (seat != own, seat.pk))
    ]


def _card(seat: Seat, own: Seat, told: set[str], at: datetime) -> MemberCard:
    covered = list(seat.place.covered.all())
    is_own = seat.pk == own.pk
    is_named = is_own or (own.state in NAMED_SEATS and seat.state in NAMED_SEATS)
    is_bound = is_own or (own.state in BOUND_SEATS and seat.state in BOUND_SEATS)
    organisation: Organisation = seat.organisation
    return MemberCard(
        name=organisation.name if is_named else role_in_words(covered),
        url=organisation.get_absolute_url() if is_named else "",
        roles=roles_of(seat.place, covered),
        state=str(seat.get_state_display()) if is_named else "",
        contact=seat.contact if is_bound else "",
        facts=_facts(seat, is_bound=is_bound, told=told, at=at) if is_named and not is_own else (),
        is_own=is_own,
        is_host=is_named and seat.organisation_id == own.consortium.host_id,
    )


def _facts(seat: Seat, *, is_bound: bool, told: set[str], at: datetime) -> tuple[Evidence, ...]:
    stage = ShareStage.BOUND if is_bound else ShareStage.INTRODUCED
    ocid = seat.consortium.tender.ocid
    shown = facts_shown(seat.organisation, stage, ocid=ocid, at=at)
    return tuple(
        evidence
        for fact, value in shown.items()
        if fact in told
        for evidence in evidence_of(SharedFact(fact), value)
    )


def gaps_of(own: Seat) -> list[str]:
    """What the newest team lacks, in words."""
    gaps = own.place.proposal.gaps.select_related("service_type", "area").order_by("pk")
    return [gap_sentence(gap) for gap in gaps]


def told_by(user: User) -> list[tuple[str, list[Disclosure]]]:
    """What the person's organisations told others, by tender, newest first."""
    rows = (
        Disclosure.objects.filter(discloser__memberships__user=user)
        .select_related("consortium__tender", "discloser", "recipient")
        .order_by("-consortium__pk", "-told_at", "pk")
        .distinct()
    )
    return [
        (tender, list(group))
        for tender, group in groupby(rows, key=lambda row: str(row.consortium.tender))
    ]


def team_steps(consortium: Consortium) -> list[tuple[str, object]]:
    """What happened to the consortium as a whole, oldest first; nothing of single members."""
    rows = consortium.steps.filter(seat=None).order_by("made_at", "pk")
    return [(row.get_move_display(), row.made_at) for row in rows]


def newest_terms(consortium: Consortium) -> HeadsOfTerms | None:
    """The version that counts: the last one written since the newest quorum, if any."""
    since = consortium.counts_from()
    if since is None:
        return None
    return consortium.terms.filter(written_at__gte=since).order_by("-number").first()


def lead_of(consortium: Consortium) -> Seat:
    """The member that the team was worked out around as lead; the host where that has none."""
    members = members_in(consortium)
    leads = [seat for seat in members if seat.place.is_lead]
    hosts = [seat for seat in members if seat.organisation_id == consortium.host_id]
    return [*leads, *hosts][0]


def members_in(consortium: Consortium) -> list[Seat]:
    """Who is in the team, in the order in which they were asked."""
    members = consortium.seats.filter(state=SeatState.ACCEPTED)
    return list(members.select_related("organisation", "place").order_by("pk"))
