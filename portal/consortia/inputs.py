"""Reads what a matching depends on: what a tender asks for, and who is open to it with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.consortia.constraints import (
    RATING_RANK,
    Constraints,
    capability_decisions,
    confirmed_requirements,
    with_wishes,
)
from portal.consortia.matching.problem import Cell, Problem, Provider, Skill, Tie
from portal.organisations.declaring.selectors import hours_counted, opted_in
from portal.organisations.models import (
    Area,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    MatchingProfile,
    ServiceType,
)
from portal.organisations.models.opt_in import MatchPurpose
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
    """What the notice's CPV codes and people ask for, lot by lot and area by area.

    A code that no service type carries adds nothing: free text never becomes a requirement
    without a person (matching reference, 3.4). A service that people dropped from a lot is left
    out of it, and one that they confirmed as a must is asked for beside those of the codes.
    """
    by_code: dict[str, list[ServiceType]] = {}
    for service_type in ServiceType.objects.exclude(cpv_code="").order_by("slug"):
        by_code.setdefault(service_type.cpv_code, []).append(service_type)
    fallback: list[Area | None] = [*tender.areas.order_by("path")]
    decisions = capability_decisions(tender)
    found = []
    lots = tender.lots.order_by("position").prefetch_related("classifications", "areas")
    for lot in lots:
        codes = [item.code for item in lot.classifications.all() if item.scheme == "CPV"]
        stated = [service for code in sorted(set(codes)) for service in by_code.get(code, [])]
        areas = sorted(lot.areas.all(), key=lambda area: str(area.path)) or fallback or [None]
        found += [
            Requirement(lot=lot, service_type=service_type, area=area)
            for service_type in decisions.asked_in(lot.pk, stated)
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


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """For what, for whom and when providers are looked up."""

    purpose: MatchPurpose
    is_example: bool
    at: datetime
    ocid: str = ""
    """The tender, whose own offers of hours go before those for every bid."""
    starts_on: date | None = None
    """When the work starts; None for now."""


def current_services(occasion: Occasion) -> QuerySet[DeclaredService]:
    """Declarations that still count, of organisations whose yes for the purpose counts."""
    today = timezone.localdate(occasion.at)
    return DeclaredService.objects.filter(
        organisation__in=opted_in(occasion.purpose, at=occasion.at),
        organisation__is_example=occasion.is_example,
        declared_date__lte=today,
        expires_date__gt=today,
    )


def market_for(areas: Iterable[Area], occasion: Occasion) -> Market:
    """The providers open to matching; of the places they serve, those in ``areas``.

    An organisation without a current declaration is left out; one whose hours have grown old or
    are taken counts with none.
    """
    asked = list(areas)
    services = current_services(occasion).prefetch_related("areas")
    skills: dict[int, list[Skill]] = {}
    for service in services.order_by("service_type_id"):
        skills.setdefault(service.organisation_id, []).append(_skill(service, asked))
    today = timezone.localdate(occasion.at)
    hours = hours_counted(
        skills, ocid=occasion.ocid, start=max(today, occasion.starts_on or today), today=today
    )
    profiles = MatchingProfile.objects.filter(organisation__in=list(skills))
    open_ids = set(skills)
    return Market(
        providers=tuple(
            _provider(
                profile, skills[profile.organisation_id], hours.get(profile.organisation_id, 0)
            )
            for profile in profiles.order_by("organisation_id")
        ),
        forbidden_pairs=_forbidden_pairs(open_ids),
        ties=_ties(open_ids),
    )


def problem_for(tender: Tender, requirements: list[Requirement], *, at: datetime) -> Problem:
    """The matching problem of a tender as things stand at ``at``; keys are database ids as text."""
    confirmed = confirmed_requirements(tender)
    held_to = Constraints.of(confirmed)
    named = [item.area for item in requirements] + [row.area for row in confirmed]
    starts = [item.lot.contract_start_date for item in requirements if item.lot.contract_start_date]
    occasion = Occasion(
        purpose=MatchPurpose.TENDERS,
        is_example=tender.is_example,
        at=at,
        ocid=tender.ocid,
        starts_on=min(starts, default=None),
    )
    areas = {area.pk: area for area in named if area is not None}
    market = market_for(areas.values(), occasion)
    asked: dict[int, set[str]] = {}
    for item in requirements:
        asked.setdefault(item.lot.pk, set()).add(str(item.service_type.pk))
    return Problem(
        tender=tender.ocid,
        lots=tuple(held_to.lot(lot_id) for lot_id in sorted(asked)),
        cells=tuple(_cell(item, held_to) for item in requirements),
        providers=with_wishes(market.providers, confirmed, asked),
        forbidden_pairs=market.forbidden_pairs,
        ties=market.ties,
        rules=held_to.rules(),
    )


def _cell(requirement: Requirement, held_to: Constraints) -> Cell:
    area, lot_id, service = requirement.area, requirement.lot.pk, requirement.service_type
    return Cell(
        key=requirement.key,
        lot=str(lot_id),
        capability=str(service.pk),
        area=str(area.pk) if area else None,
        needs_registration=service.is_regulated or held_to.needs_registration(lot_id, service.pk),
        least_rating=held_to.least_rating(lot_id, service.pk),
    )


def _provider(profile: MatchingProfile, skills: list[Skill], weekly_hours: int) -> Provider:
    return Provider(
        key=str(profile.organisation_id),
        skills=tuple(skills),
        weekly_hours=weekly_hours,
        turnover=TurnoverBand(profile.turnover_band).least_thousand_pounds,
        may_lead=profile.is_willing_to_lead,
        max_share_percent=profile.max_share_percent,
        max_team_size=profile.max_team_size,
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
        rating=RATING_RANK[Rating(service.rating)],
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
