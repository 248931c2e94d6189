"""Writes what an organisation says of itself; each change is in its audit log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log as audit

from portal.organisations.identifiers import IdentifierScheme
from portal.organisations.models import (
    Area,
    DeclaredService,
    Organisation,
    ServiceType,
)
from portal.organisations.models.profile import EXPIRES_AFTER_DAYS, Rating
from portal.organisations.numbers.services import keep_numbers
from portal.organisations.who_may import locked_for_member
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
    cqc_provider_id: str = ""
    cqc_location_id: str = ""
    regulated_activities: list[str] = field(default_factory=list)


@transaction.atomic
def change_profile(
    *,
    organisation: Organisation,
    by: User,
    said: Mapping[str, Any],
    numbers: Mapping[IdentifierScheme, str],
    at: datetime,
) -> None:
    """Keep the public facts and lists, and the numbers in registers, as the person says them.

    Raises:
        NotAMemberError: the person does not act for the organisation.
        NumberTakenError: another organisation has one of the numbers.
    """
    row = locked_for_member(organisation, by)
    for name in PUBLIC_FACTS:
        setattr(row, name, said[name])
    row.save(update_fields=list(PUBLIC_FACTS))
    for name in PUBLIC_LISTS:
        getattr(row, name).set(said[name])
    keep_numbers(row, numbers, today=timezone.localdate(at))
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def declare_service(
    *, organisation: Organisation, by: User, said: ServiceSaid, at: datetime
) -> DeclaredService:
    """Keep one service as it is said now, in the place of what was said of it before.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row, today = locked_for_member(organisation, by), timezone.localdate(at)
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
def say_service_again(*, service: DeclaredService, by: User, at: datetime) -> None:
    """Say that a service is still given as it was said, for 90 days more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row, today = locked_for_member(service.organisation, by), timezone.localdate(at)
    DeclaredService.objects.filter(pk=service.pk).update(
        declared_date=today, expires_date=today + timedelta(days=EXPIRES_AFTER_DAYS)
    )
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def take_service_back(*, service: DeclaredService, by: User, at: datetime) -> None:
    """Say that the organisation does not give a service any more.

    Raises:
        NotAMemberError: the person does not act for the organisation.
    """
    row = locked_for_member(service.organisation, by)
    DeclaredService.objects.filter(pk=service.pk).delete()
    audit(instance=row, action="wagtail.edit", user=by, timestamp=at)


_NOT_COLUMNS = {"service_type", "areas"}
