"""Writes the matching profiles of fictional providers, for demonstrations and tests."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.organisations.models import (
    Area,
    CapacityOffer,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    MatchingProfile,
    MatchOptIn,
    Organisation,
    ServiceType,
)
from portal.organisations.models.opt_in import OPT_IN_LASTS, MatchPurpose
from portal.organisations.models.profile import EXPIRES_AFTER_DAYS, Rating


@transaction.atomic
def load_example_profiles(content: dict[str, Any], *, at: datetime) -> int:
    """Make every profile as the content says and current at ``at``; return how many.

    Raises:
        Organisation.DoesNotExist: a profile names an organisation that is not a fictional one, so
            nothing is ever declared for a real provider.
    """
    for profile in content["profiles"]:
        _load_profile(profile, at)
    for tie in content["ties"]:
        _load_tie(tie, at)
    for pair in content["do_not_pair"]:
        DoNotPair.objects.get_or_create(
            organisation=_example(pair["organisation"]), other=_example(pair["other"])
        )
    return len(content["profiles"])


def _example(slug: str) -> Organisation:
    organisation: Organisation = Organisation.objects.get(slug=slug, is_example=True)
    return organisation


def _load_profile(profile: dict[str, Any], at: datetime) -> None:
    organisation = _example(profile["organisation"])
    facts = {
        "is_willing_to_lead": profile["is_willing_to_lead"],
        "turnover_band": profile["turnover_band"],
        "turnover_year": timezone.localdate(at).year - 1,
        "max_share_percent": profile["max_share_percent"],
    }
    MatchingProfile.objects.update_or_create(
        organisation=organisation, defaults=facts, create_defaults={"opted_in_at": at, **facts}
    )
    today = timezone.localdate(at)
    for purpose in MatchPurpose.values:
        MatchOptIn.objects.update_or_create(
            organisation=organisation,
            purpose=purpose,
            defaults={"expires_at": at + OPT_IN_LASTS},
            create_defaults={"given_at": at, "expires_at": at + OPT_IN_LASTS},
        )
    CapacityOffer.objects.update_or_create(
        organisation=organisation,
        ocid="",
        defaults={
            "weekly_hours": profile["weekly_hours"],
            "free_from": today,
            "declared_date": today,
            "expires_date": today + timedelta(days=EXPIRES_AFTER_DAYS),
        },
    )
    for service in profile["services"]:
        _load_service(organisation, service, at)


def _load_service(organisation: Organisation, service: dict[str, Any], at: datetime) -> None:
    today = timezone.localdate(at)
    declared, _created = DeclaredService.objects.update_or_create(
        organisation=organisation,
        service_type=ServiceType.objects.get(slug=service["service_type"]),
        defaults={
            "is_registered": service["is_registered"],
            "cqc_location_id": service.get("cqc_location_id", ""),
            "regulated_activities": service.get("regulated_activities", []),
            "is_public": True,
            "rating": service["rating"],
            "rating_date": None if service["rating"] == Rating.NOT_RATED else today,
            "declared_date": today,
            "expires_date": today + timedelta(days=EXPIRES_AFTER_DAYS),
        },
    )
    declared.areas.set(Area.objects.filter(slug__in=service["areas"]))


def _load_tie(tie: dict[str, Any], at: datetime) -> None:
    first, second = sorted((_example(slug) for slug in tie["between"]), key=lambda item: item.pk)
    ExistingTie.objects.get_or_create(
        first=first,
        second=second,
        defaults={
            "kind": tie["kind"],
            "year": timezone.localdate(at).year - 2,
            "confirmed_by_first_at": at,
            "confirmed_by_second_at": at,
        },
    )
