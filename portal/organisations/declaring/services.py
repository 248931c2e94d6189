"""Writes what an organisation tells the matching, its yes for each purpose, and its offers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log as audit

from portal.organisations.models import (
    Area,
    AssetOffer,
    CapacityOffer,
    DoNotPair,
    FactSharing,
    MatchingProfile,
    MatchOptIn,
    Organisation,
)
from portal.organisations.models.opt_in import OPT_IN_LASTS
from portal.organisations.models.profile import EXPIRES_AFTER_DAYS
from portal.organisations.signals import sharing_chosen
from portal.organisations.who_may import locked_for_member
from portal.users.models import User

MOST_OFFERS = 20
MOST_PAIRS = 50
_FACTS = (
    "turnover_band",
    "turnover_year",
    "max_share_percent",
    "max_team_size",
    "is_willing_to_lead",
    "stands_for",
    "statuses",
    "exclusion",
)


class TooManyError(Exception):
    """The organisation has as many of these as one may have."""


@dataclass(frozen=True, kw_only=True)
class MatchingSaid:
    """What an organisation tells the matching alone, and for what it may be used."""

    purposes: Collection[str]
    weekly_hours: int
    free_from: date | None
    free_until: date | None
    turnover_band: str
    max_share_percent: int
    max_team_size: int
    is_willing_to_lead: bool
    stands_for: list[str]
    sharing: Mapping[str, str]
    """Stage by fact; a fact that is missing is never shown."""
    statuses: list[str] = field(default_factory=list)
    exclusion: str = ""
    turnover_year: int | None = None
    """In which the financial year of the turnover ended."""


@transaction.atomic
def join_matching(
    *, organisation: Organisation, by: User, said: MatchingSaid, at: datetime
) -> MatchingProfile:
    """Say yes to each purpose named, no to the others, and keep the facts as they are said now.

    The first yes keeps its time; each yes lasts a year from now.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    profile = MatchingProfile.objects.filter(organisation=row).first()
    if profile is None or profile.withdrawn_at is not None:
        profile = profile or MatchingProfile(organisation=row)
        profile.opted_in_at, profile.withdrawn_at = at, None
    for name in _FACTS:
        setattr(profile, name, getattr(said, name))
    profile.self_declared_on = timezone.localdate(at)
    profile.save()
    _agree(row, by, said.purposes, at)
    for fact, stage in said.sharing.items():
        FactSharing.objects.update_or_create(organisation=row, fact=fact, defaults={"stage": stage})
    _offer_hours(row, "", said.weekly_hours, (said.free_from, said.free_until), at)
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)
    sharing_chosen.send(Organisation, organisation=row, at=at)
    return profile


@transaction.atomic
def leave_matching(*, organisation: Organisation, by: User, at: datetime) -> None:
    """Take every yes back; teams that are worked out from now on leave the organisation out.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    MatchOptIn.objects.filter(organisation=row, withdrawn_at=None).update(withdrawn_at=at)
    active = MatchingProfile.objects.filter(organisation=row, withdrawn_at__isnull=True)
    if active.update(withdrawn_at=at):
        audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def offer_hours_for(
    *, organisation: Organisation, by: User, ocid: str, weekly_hours: int, at: datetime
) -> CapacityOffer:
    """Offer other hours for one tender than for every bid; what was said before is replaced.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    return _offer_hours(row, ocid, weekly_hours, (None, None), at)


@transaction.atomic
def take_back_hours_for(*, organisation: Organisation, by: User, ocid: str) -> None:
    """Offer no hours of their own for one tender any more; those for every bid count again.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(organisation, by)
    CapacityOffer.objects.filter(organisation=row, ocid=ocid).exclude(ocid="").delete()


@transaction.atomic
def keep_apart(*, organisation: Organisation, by: User, other: Organisation) -> DoNotPair:
    """Wish not to be in one team with another, either way; no log holds the wish.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        TooManyError: the list is full.
        ValueError: it is the organisation itself.
    """
    row = locked_for_member(organisation, by)
    if other == row:
        raise ValueError
    own = DoNotPair.objects.filter(organisation=row)
    if own.exclude(other=other).count() >= MOST_PAIRS:
        raise TooManyError
    pair, _is_new = own.get_or_create(organisation=row, other=other)
    return pair


@transaction.atomic
def allow_again(*, pair: DoNotPair, by: User) -> None:
    """Take the wish back.

    Raises:
        NotAMemberError: the person does not act for the organisation that had it.
    """
    locked_for_member(pair.organisation, by)
    DoNotPair.objects.filter(pk=pair.pk).delete()


@dataclass(frozen=True, kw_only=True)
class AssetSaid:
    """A building, land, loan or the like, as it is offered."""

    kind: str
    area: Area | None
    about: str
    is_named: bool


@transaction.atomic
def offer_asset(
    *, organisation: Organisation, by: User, said: AssetSaid, at: datetime
) -> AssetOffer:
    """Offer something that a consortium can use; it is asked for again after 90 days.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        TooManyError: the organisation offers as much as one may.
    """
    row, today = locked_for_member(organisation, by), timezone.localdate(at)
    if AssetOffer.objects.filter(organisation=row).count() >= MOST_OFFERS:
        raise TooManyError
    return AssetOffer.objects.create(
        organisation=row, declared_date=today, expires_date=_asked_again(today), **vars(said)
    )


@transaction.atomic
def say_asset_again(*, offer: AssetOffer, by: User, at: datetime) -> None:
    """Say that an offer still stands, for 90 days more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    locked_for_member(offer.organisation, by)
    today = timezone.localdate(at)
    AssetOffer.objects.filter(pk=offer.pk).update(
        declared_date=today, expires_date=_asked_again(today)
    )


@transaction.atomic
def take_asset_back(*, offer: AssetOffer, by: User) -> None:
    """Offer it no more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    locked_for_member(offer.organisation, by)
    AssetOffer.objects.filter(pk=offer.pk).delete()


def _agree(row: Organisation, by: User, purposes: Collection[str], at: datetime) -> None:
    own = MatchOptIn.objects.filter(organisation=row)
    own.filter(withdrawn_at=None).exclude(purpose__in=purposes).update(withdrawn_at=at)
    for purpose in sorted(purposes):
        opt_in = own.filter(purpose=purpose).first()
        if opt_in is None or not opt_in.counts_at(at):
            opt_in = opt_in or MatchOptIn(organisation=row, purpose=purpose)
            opt_in.given_at, opt_in.withdrawn_at = at, None
        opt_in.given_by, opt_in.expires_at = by, at + OPT_IN_LASTS
        opt_in.save()


def _offer_hours(
    row: Organisation,
    ocid: str,
    weekly_hours: int,
    free: tuple[date | None, date | None],
    at: datetime,
) -> CapacityOffer:
    today = timezone.localdate(at)
    offer, _is_new = CapacityOffer.objects.update_or_create(
        organisation=row,
        ocid=ocid,
        defaults={
            "weekly_hours": weekly_hours,
            "free_from": free[0] or today,
            "free_until": free[1],
            "declared_date": today,
            "expires_date": _asked_again(today),
        },
    )
    return offer


def _asked_again(today: date) -> date:
    return today + timedelta(days=EXPIRES_AFTER_DAYS)
