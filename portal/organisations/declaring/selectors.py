"""Reads of what organisations declare for the matching: what counts, and what partners may see."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.organisations.models import (
    Area,
    AssetOffer,
    CapacityOffer,
    DeclaredService,
    FactSharing,
    MatchingProfile,
    MatchOptIn,
    Organisation,
)
from portal.organisations.models.opt_in import MatchPurpose, SharedFact, ShareStage
from portal.organisations.models.profile import Rating, StatedValue

_SHOWN_AT = {
    ShareStage.INTRODUCED: (ShareStage.INTRODUCED,),
    ShareStage.BOUND: (ShareStage.INTRODUCED, ShareStage.BOUND),
    ShareStage.NEVER: (),
}


def opted_in(purpose: MatchPurpose, *, at: datetime) -> QuerySet[Organisation]:
    """Organisations whose yes for the purpose counts at that moment; nobody else is looked up."""
    return Organisation.objects.filter(
        matching_profile__withdrawn_at=None,
        matching_profile__isnull=False,
        match_opt_ins__in=MatchOptIn.objects.filter(
            purpose=purpose, given_at__lte=at, expires_at__gt=at, withdrawn_at=None
        ),
    )


def offers_of(organisation_ids: Iterable[int]) -> QuerySet[CapacityOffer]:
    """Every offer of hours by these organisations, the standing ones first."""
    offers = CapacityOffer.objects.filter(organisation__in=list(organisation_ids))
    return offers.order_by("ocid", "pk")


def hours_counted(
    offers: Iterable[CapacityOffer], *, ocid: str, start: date, today: date
) -> dict[int, int]:
    """Hours a week by organisation that count for work from `start` on; none where none count.

    An offer for the one tender goes before the one that stands for every bid, also where it has
    grown old: what was said of this tender is not replaced by a guess. `offers` has the standing
    ones first.
    """
    found: dict[int, int] = {}
    for offer in offers:
        if offer.ocid in {"", ocid}:
            counts = offer.counts_for(start, today=today)
            found[offer.organisation_id] = offer.weekly_hours if counts else 0
    return found


def standing_hours(organisation: Organisation) -> CapacityOffer | None:
    """The hours that the organisation offers for every bid, whether they still count or not."""
    return CapacityOffer.objects.filter(organisation=organisation, ocid="").first()


def hours_offered_for(organisation: Organisation, ocid: str) -> CapacityOffer | None:
    """The hours that the organisation offers for the one tender, whether they count or not."""
    return CapacityOffer.objects.filter(organisation=organisation, ocid=ocid).first()


def services_of(organisation_ids: Iterable[int]) -> QuerySet[DeclaredService]:
    """Every service that these organisations declared, with its places, by name."""
    declared = DeclaredService.objects.filter(organisation__in=list(organisation_ids))
    return declared.by_name().prefetch_related("areas")


def names_of_others(organisation: Organisation) -> list[str]:
    """Every other organisation, as forms that ask for one offer them."""
    others = Organisation.objects.exclude(pk=organisation.pk).in_name_order()
    return list(others.values_list("name", flat=True))


def assets_in(areas: Iterable[Area], *, is_example: bool, today: date) -> QuerySet[AssetOffer]:
    """Buildings, land and loans offered in one of the areas, around or inside it, or anywhere."""
    places = Q(area=None)
    for area in areas:
        path = str(area.path)
        around = [path[:length] for length in range(area.steplen, len(path) + 1, area.steplen)]
        places |= Q(area__path__startswith=path) | Q(area__path__in=around)
    return (
        AssetOffer.objects.filter(
            places, organisation__is_example=is_example, expires_date__gt=today
        )
        .select_related("organisation", "area")
        .order_by("kind", "pk")
    )


def facts_shown(
    organisation: Organisation, stage: ShareStage, *, ocid: str = "", at: datetime
) -> dict[str, Any]:
    """What a partner in one team may read at this stage, by SharedFact; nothing after a withdrawal.

    Hours are those for the tender with this ocid, or else for every bid. Ratings and registrations
    are a list of DeclaredService, values labels, hours a number, turnover a label.
    """
    profile = MatchingProfile.objects.filter(organisation=organisation, withdrawn_at=None).first()
    if profile is None:
        return {}
    allowed = FactSharing.objects.filter(organisation=organisation, stage__in=_SHOWN_AT[stage])
    read: dict[SharedFact, Callable[[], Any]] = {
        SharedFact.RATINGS: lambda: list(
            _services(organisation, timezone.localdate(at)).exclude(rating=Rating.NOT_RATED)
        ),
        SharedFact.REGISTRATION: lambda: list(
            _services(organisation, timezone.localdate(at)).filter(is_registered=True)
        ),
        SharedFact.VALUES: lambda: [str(StatedValue(value).label) for value in profile.stands_for],
        SharedFact.HOURS: lambda: _hours(organisation, ocid, timezone.localdate(at)),
        SharedFact.TURNOVER: lambda: profile.turnover_in_words,
    }
    return {row.fact: read[SharedFact(row.fact)]() for row in allowed.order_by("fact")}


def _services(organisation: Organisation, today: date) -> QuerySet[DeclaredService]:
    """What the organisation declared of its services, and not too long ago."""
    services = DeclaredService.objects.filter(organisation=organisation, expires_date__gt=today)
    return services.by_name()


def _hours(organisation: Organisation, ocid: str, today: date) -> int:
    counted = hours_counted(offers_of([organisation.pk]), ocid=ocid, start=today, today=today)
    return counted.get(organisation.pk, 0)
