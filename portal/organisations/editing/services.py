"""Writes what an organisation says of itself; each change is in its audit log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log as audit

from portal.organisations.models import (
    Area,
    DeclaredService,
    MatchingProfile,
    Organisation,
    ServiceType,
)
from portal.organisations.models.profile import EXPIRES_AFTER_DAYS, Rating
from portal.organisations.who_may import may_edit
from portal.users.models import User

PUBLIC_FACTS = (
    "legal_form",
    "size_band",
    "description",
    "charter_status",
    "charter_date",
    "living_wage_status",
    "living_wage_date",
)
PUBLIC_LISTS = ("sectors", "areas", "client_groups")


class NotAMemberError(PermissionDenied):
    """The person does not act for the organisation, or not any more."""


@dataclass(frozen=True, kw_only=True)
class ServiceSaid:
    """One service that an organisation says it gives."""

    service_type: ServiceType
    areas: Iterable[Area]
    is_registered: bool
    is_public: bool
    rating: Rating = Rating.NOT_RATED
    rating_date: date | None = None
    rating_url: str = ""


@dataclass(frozen=True, kw_only=True)
class MatchingSaid:
    """What an organisation tells the matching alone."""

    turnover_band: str
    weekly_hours: int
    max_share_percent: int
    is_willing_to_lead: bool


@transaction.atomic
def change_profile(
    *, organisation: Organisation, by: User, said: Mapping[str, Any], at: datetime
) -> None:
    """Keep the public facts and lists as the person says them.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = _locked(organisation, by)
    for name in PUBLIC_FACTS:
        setattr(row, name, said[name])
    row.save(update_fields=list(PUBLIC_FACTS))
    for name in PUBLIC_LISTS:
        getattr(row, name).set(said[name])
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def declare_service(
    *, organisation: Organisation, by: User, said: ServiceSaid, at: datetime
) -> DeclaredService:
    """Keep one service as it is said now, in the place of what was said of it before.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row, today = _locked(organisation, by), timezone.localdate(at)
    facts = {name: value for name, value in vars(said).items() if name not in _NOT_COLUMNS}
    declared, _is_new = DeclaredService.objects.update_or_create(
        organisation=row,
        service_type=said.service_type,
        defaults={
            **facts,
            "declared_date": today,
            "expires_date": today + timedelta(days=EXPIRES_AFTER_DAYS),
        },
    )
    declared.areas.set(said.areas)
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)
    return declared


@transaction.atomic
def take_service_back(*, service: DeclaredService, by: User, at: datetime) -> None:
    """Say that the organisation does not give a service any more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = _locked(service.organisation, by)
    DeclaredService.objects.filter(pk=service.pk).delete()
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def join_matching(
    *, organisation: Organisation, by: User, said: MatchingSaid, at: datetime
) -> MatchingProfile:
    """Say yes to being matched, with the facts that it needs; the first yes keeps its time.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = _locked(organisation, by)
    profile = MatchingProfile.objects.filter(organisation=row).first()
    if profile is None or profile.withdrawn_at is not None:
        profile = profile or MatchingProfile(organisation=row)
        profile.opted_in_at, profile.withdrawn_at = at, None
    for name, value in vars(said).items():
        setattr(profile, name, value)
    profile.save()
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)
    return profile


@transaction.atomic
def leave_matching(*, organisation: Organisation, by: User, at: datetime) -> None:
    """Take the yes back; teams that are worked out from now on leave the organisation out.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = _locked(organisation, by)
    active = MatchingProfile.objects.filter(organisation=row, withdrawn_at__isnull=True)
    if active.update(withdrawn_at=at):
        audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


_NOT_COLUMNS = {"service_type", "areas"}


def _locked(organisation: Organisation, by: User) -> Organisation:
    row: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_edit(by, row):
        raise NotAMemberError
    return row
