"""Reads what a matching depends on: what a tender asks for, and who is open to it with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.consortia.matching.problem import Cell, Problem, Provider, Rules, Skill, Tie
from portal.consortia.matching.problem import Lot as ProblemLot
from portal.organisations.models import (
    Area,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    MatchingProfile,
    ServiceType,
)
from portal.organisations.models.profile import Rating, TurnoverBand
from portal.tenders.models import Lot, Tender

# A published rating moves a provider before another that can do the same; it never shuts one out.
_QUALITY = {
    Rating.OUTSTANDING: 40,
    Rating.GOOD: 30,
    Rating.NOT_RATED: 20,
    Rating.REQUIRES_IMPROVEMENT: 10,
    Rating.INADEQUATE: 0,
}


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One service that a lot asks for, in one area, or anywhere when the notice names none."""

    lot: Lot
    service_type: ServiceType
    area: Area | None

    @property
    def key(self) -> str:
        """Names the requirement inside one problem."""
        return f"{self.lot.pk}:{self.service_type.pk}:{self.area.pk if self.area else ''}"


def requirements_of(tender: Tender) -> list[Requirement]:
    """What the notice's CPV codes ask for, lot by lot and area by area.

    A code that no service type carries adds nothing: free text never becomes a requirement
    without a person (matching reference, 3.4).
    """
    by_code: dict[str, list[ServiceType]] = {}
    for service_type in ServiceType.objects.exclude(cpv_code="").order_by("slug"):
        by_code.setdefault(service_type.cpv_code, []).append(service_type)
    fallback: list[Area | None] = [*tender.areas.order_by("path")]
    found = []
    lots = tender.lots.order_by("position").prefetch_related("classifications", "areas")
    for lot in lots:
        codes = [item.code for item in lot.classifications.all() if item.scheme == "CPV"]
        asked = [service for code in sorted(set(codes)) for service in by_code.get(code, [])]
        areas = sorted(lot.areas.all(), key=lambda area: str(area.path)) or fallback or [None]
        found += [
            Requirement(lot=lot, service_type=service_type, area=area)
            for service_type in asked
            for area in areas
        ]
    return found


@dataclass(frozen=True, kw_only=True)
class Market:
    """Who is open to being matched, with what each declares, and who may not or would rather be
    paired.
    """

    providers: tuple[Provider, ...]
    forbidden_pairs: frozenset[frozenset[str]]
    ties: tuple[Tie, ...]


def current_services(*, is_example: bool, at: datetime) -> QuerySet[DeclaredService]:
    """Declarations that still count at ``at`` of organisations that said yes and did not
    withdraw.
    """
    today = timezone.localdate(at)
    return DeclaredService.objects.filter(
        organisation__is_example=is_example,
        organisation__matching_profile__opted_in_at__lte=at,
        organisation__matching_profile__withdrawn_at__isnull=True,
        declared_date__lte=today,
        expires_date__gt=today,
    )


def market_for(areas: Iterable[Area], *, is_example: bool, at: datetime) -> Market:
    """The providers open to matching at ``at``; of the places they serve, those in ``areas``.

    An organisation without a current declaration is left out.
    """
    asked = list(areas)
    services = current_services(is_example=is_example, at=at).prefetch_related("areas")
    skills: dict[int, list[Skill]] = {}
    for service in services.order_by("service_type_id"):
        skills.setdefault(service.organisation_id, []).append(_skill(service, asked))
    profiles = MatchingProfile.objects.filter(organisation__in=list(skills))
    open_ids = set(skills)
    return Market(
        providers=tuple(
            _provider(profile, skills[profile.organisation_id])
            for profile in profiles.order_by("organisation_id")
        ),
        forbidden_pairs=_forbidden_pairs(open_ids),
        ties=_ties(open_ids),
    )


def problem_for(tender: Tender, requirements: list[Requirement], *, at: datetime) -> Problem:
    """The matching problem of a tender as things stand at ``at``; keys are database ids as text."""
    areas = {item.area.pk: item.area for item in requirements if item.area is not None}
    market = market_for(areas.values(), is_example=tender.is_example, at=at)
    return Problem(
        tender=tender.ocid,
        lots=tuple(
            ProblemLot(key=str(lot_id)) for lot_id in sorted({item.lot.pk for item in requirements})
        ),
        cells=tuple(_cell(item) for item in requirements),
        providers=market.providers,
        forbidden_pairs=market.forbidden_pairs,
        ties=market.ties,
        rules=Rules(),
    )


def _cell(requirement: Requirement) -> Cell:
    area = requirement.area
    return Cell(
        key=requirement.key,
        lot=str(requirement.lot.pk),
        capability=str(requirement.service_type.pk),
        area=str(area.pk) if area else None,
        needs_registration=requirement.service_type.is_regulated,
    )


def _provider(profile: MatchingProfile, skills: list[Skill]) -> Provider:
    return Provider(
        key=str(profile.organisation_id),
        skills=tuple(skills),
        weekly_hours=profile.weekly_hours,
        turnover=TurnoverBand(profile.turnover_band).least_thousand_pounds,
        may_lead=profile.is_willing_to_lead,
        max_share_percent=profile.max_share_percent,
    )


def _skill(service: DeclaredService, asked: list[Area]) -> Skill:
    served = [str(area.path) for area in service.areas.all()]
    return Skill(
        capability=str(service.service_type_id),
        # Serving a place means serving every place inside it.
        areas=frozenset(
            str(area.pk) for area in asked if any(area.path.startswith(path) for path in served)
        ),
        is_registered=service.is_registered,
        quality=_QUALITY[Rating(service.rating)],
    )


def _forbidden_pairs(open_ids: set[int]) -> frozenset[frozenset[str]]:
    pairs = DoNotPair.objects.filter(organisation__in=open_ids, other__in=open_ids)
    return frozenset(
        frozenset({str(one), str(other)})
        for one, other in pairs.values_list("organisation_id", "other_id")
    )


def _ties(open_ids: set[int]) -> tuple[Tie, ...]:
    """Ties that both sides have confirmed; one side's word alone would let anybody claim a
    friend.
    """
    ties = ExistingTie.objects.filter(
        first__in=open_ids,
        second__in=open_ids,
        confirmed_by_first_at__isnull=False,
        confirmed_by_second_at__isnull=False,
    ).order_by("pk")
    return tuple(Tie(first=str(tie.first_id), second=str(tie.second_id)) for tie in ties)
