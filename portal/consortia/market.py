"""Reads who is open to being matched and with what: once, for as many tenders as are looked at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.consortia.constraints import RATING_RANK
from portal.consortia.exposure import bids_under_way
from portal.consortia.matching.problem import Lot, Provider, Skill, Tie
from portal.consortia.standing import may_bid
from portal.organisations.declaring.selectors import hours_counted, offers_of, opted_in
from portal.organisations.models import (
    Area,
    CapacityOffer,
    DeclaredService,
    DoNotPair,
    ExistingTie,
    MatchingProfile,
)
from portal.organisations.models.opt_in import MatchPurpose
from portal.organisations.models.profile import Rating, TurnoverBand

# A published rating moves a provider before another that can do the same; it never shuts one out.
_QUALITY = {
    Rating.OUTSTANDING: 40,
    Rating.GOOD: 30,
    Rating.NOT_RATED: 20,
    Rating.REQUIRES_IMPROVEMENT: 10,
    Rating.INADEQUATE: 0,
}


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """For what, for whom and when providers are looked up."""

    purpose: MatchPurpose
    is_example: bool
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Market:
    """Everything that providers open on an occasion declare, as it was read, and who may not or
    would rather be paired.
    """

    occasion: Occasion
    services: dict[int, list[tuple[DeclaredService, tuple[str, ...]]]]
    """By organisation, what it declares with the paths of the areas that it serves."""
    profiles: tuple[MatchingProfile, ...]
    offers: tuple[CapacityOffer, ...]
    forbidden_pairs: frozenset[frozenset[str]]
    ties: tuple[Tie, ...]
    bids: dict[int, frozenset[int]]
    """By organisation, the tenders for which it bids with others already."""

    def providers(
        self,
        areas: Iterable[Area],
        *,
        ocid: str = "",
        starts_on: date | None = None,
        lots: Collection[Lot] = (),
    ) -> tuple[Provider, ...]:
        """The providers; of the places they serve, those in ``areas``.

        Without a current declaration an organisation is left out, as is one that may work in none
        of the ``lots``; one whose hours have grown old or are taken counts with none.
        Hours offered for the tender ``ocid`` go before those for every bid; they have to be free on
        ``starts_on``, or now.
        """
        asked = [(str(area.pk), str(area.path)) for area in areas]
        today = timezone.localdate(self.occasion.at)
        start = max(today, starts_on or today)
        hours = hours_counted(self.offers, ocid=ocid, start=start, today=today)
        asked_kinds = frozenset[str]().union(*(lot.only_kinds for lot in lots))
        return tuple(
            _provider(
                profile,
                tuple(
                    _skill(service, paths, asked)
                    for service, paths in self.services[profile.organisation_id]
                ),
                hours.get(profile.organisation_id, 0),
                asked_kinds & set(profile.statuses),
            )
            for profile in self.profiles
            if may_bid(profile, lots)
        )


def current_services(occasion: Occasion) -> QuerySet[DeclaredService]:
    """Declarations that still count, of organisations whose yes for the purpose counts."""
    today = timezone.localdate(occasion.at)
    return DeclaredService.objects.filter(
        organisation__in=opted_in(occasion.purpose, at=occasion.at),
        organisation__is_example=occasion.is_example,
        declared_date__lte=today,
        expires_date__gt=today,
    )


def read_market(occasion: Occasion) -> Market:
    """Read all who are open, in seven queries however many they are."""
    services: dict[int, list[tuple[DeclaredService, tuple[str, ...]]]] = {}
    declared = current_services(occasion).prefetch_related("areas")
    for service in declared.order_by("service_type_id"):
        paths = tuple(str(area.path) for area in service.areas.all())
        services.setdefault(service.organisation_id, []).append((service, paths))
    open_ids = set(services)
    profiles = MatchingProfile.objects.filter(organisation__in=open_ids).select_related(
        "organisation"
    )
    return Market(
        occasion=occasion,
        services=services,
        profiles=tuple(profiles.order_by("organisation_id")),
        offers=tuple(offers_of(open_ids)),
        forbidden_pairs=_forbidden_pairs(open_ids),
        ties=_ties(open_ids),
        bids=bids_under_way(),
    )


def _provider(
    profile: MatchingProfile,
    skills: tuple[Skill, ...],
    weekly_hours: int,
    kinds: frozenset[str],
) -> Provider:
    return Provider(
        key=str(profile.organisation_id),
        skills=skills,
        weekly_hours=weekly_hours,
        turnover=TurnoverBand(profile.turnover_band).least_thousand_pounds,
        may_lead=profile.is_willing_to_lead,
        max_share_percent=profile.max_share_percent,
        max_team_size=profile.max_team_size,
        values=frozenset(profile.stands_for),
        kinds=kinds,
    )


def _skill(
    service: DeclaredService, served: tuple[str, ...], asked: list[tuple[str, str]]
) -> Skill:
    return Skill(
        capability=str(service.service_type_id),
        # Serving a place means serving every place inside it.
        areas=frozenset(key for key, path in asked if path.startswith(served)),
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
