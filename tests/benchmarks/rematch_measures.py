"""What `tests.benchmarks.rematch` measures, once Django is there."""

import random
import resource
import time
from argparse import Namespace
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from portal.consortia.models import MatchRun, ProposalGap, TenderCheck
from portal.consortia.requirement_kinds import RequirementKind, RequirementState
from portal.consortia.services.rematching import rematch_due
from portal.organisations.models import (
    Area,
    CapacityOffer,
    DeclaredService,
    MatchingProfile,
    MatchOptIn,
    Organisation,
    ServiceType,
)
from portal.organisations.models.opt_in import MatchPurpose
from portal.organisations.models.profile import Rating, TurnoverBand
from portal.tenders.models import Tender
from tests.factories.organisations import OrganisationFactory
from tests.factories.requirements import TenderRequirementFactory
from tests.factories.tenders import LotClassificationFactory, LotFactory, TenderFactory

FIRST_NIGHT_LIMIT_S = 60.0
LOTS, SERVICES_A_LOT, AREAS_A_LOT = 3, 3, 4
SMALL_SHARE = 0.85
DECLARED_FOR_DAYS = 90


def measured(options: Namespace) -> dict[str, Any]:
    """Seconds and solves of three nights, and what they found."""
    rng = random.Random(options.seed)  # noqa: S311 - repeatable, not secret
    Tender.objects.all().delete()
    at = timezone.now()
    make_providers(options.providers, rng, at)
    make_tenders(options.tenders, rng, at)
    answer: dict[str, Any] = {"database": connection.vendor}
    answer["first_night"] = _night(at, options.tenders)
    answer["unchanged_night"] = _night(at + timedelta(days=1), options.tenders)
    changed = rng.sample(
        list(MatchingProfile.objects.values_list("pk", flat=True)), options.changed
    )
    MatchingProfile.objects.filter(pk__in=changed).update(withdrawn_at=at)
    answer["night_after_changes"] = _night(at + timedelta(days=2), options.tenders)
    gaps = ProposalGap.objects.filter(proposal__rank=1)
    members = MatchRun.objects.filter(proposals__rank=1).annotate(n=Count("proposals__members"))
    answer |= {
        "status": Counter(MatchRun.objects.values_list("solver_status", flat=True)),
        "members": Counter(members.values_list("n", flat=True)),
        "gaps_of_first_teams": gaps.count(),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    is_slow = answer["first_night"]["seconds"] > FIRST_NIGHT_LIMIT_S
    return {**answer, "missed": ["first_night"] if is_slow else []}


def _night(at: datetime, tenders: int) -> dict[str, Any]:
    """Compare all tenders at a moment of the night."""
    known = dict(TenderCheck.objects.values_list("tender", "inputs_sha256"))
    started, started_cpu = time.perf_counter(), time.process_time()
    compared = 0
    while compared < tenders:
        compared += rematch_due(at=at)
    seconds, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    now = dict(TenderCheck.objects.values_list("tender", "inputs_sha256"))
    solved = sum(known.get(pk) != digest for pk, digest in now.items())
    return {"seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "solved": solved}


def make_providers(count: int, rng: random.Random, at: datetime) -> None:
    """Fictional providers, open to being matched, most of them small."""
    organisations = OrganisationFactory.build_batch(count, is_example=True)
    for number, organisation in enumerate(organisations):
        organisation.name, organisation.slug = f"Example {number}", f"bench-{number}"
    Organisation.objects.bulk_create(organisations)
    today, later = (
        timezone.localdate(at),
        timezone.localdate(at) + timedelta(days=DECLARED_FOR_DAYS),
    )
    MatchingProfile.objects.bulk_create(
        MatchingProfile(
            organisation=organisation,
            opted_in_at=at,
            is_willing_to_lead=rng.random() < 0.4,
            turnover_band=rng.choice(TurnoverBand.values),
        )
        for organisation in organisations
    )
    MatchOptIn.objects.bulk_create(
        MatchOptIn(
            organisation=organisation,
            purpose=MatchPurpose.TENDERS,
            given_at=at,
            expires_at=at + timedelta(days=365),
        )
        for organisation in organisations
    )
    days = {"declared_date": today, "expires_date": later}
    CapacityOffer.objects.bulk_create(
        CapacityOffer(
            organisation=organisation,
            weekly_hours=round(rng.lognormvariate(5, 0.7)),
            free_from=today,
            **days,
        )
        for organisation in organisations
    )
    _declare(organisations, rng, days)


def _declare(organisations: list[Organisation], rng: random.Random, days: dict[str, Any]) -> None:
    kinds, places = list(ServiceType.objects.all()), list(Area.objects.all())
    declared, served = [], []
    for organisation in organisations:
        is_small = rng.random() < SMALL_SHARE
        areas = rng.sample(places, rng.randint(1, 3 if is_small else 8))
        for kind in rng.sample(kinds, rng.randint(1, 3 if is_small else 7)):
            rating = rng.choice(Rating.values)
            service = DeclaredService(
                organisation=organisation,
                service_type=kind,
                is_registered=rng.random() < 0.6,
                rating=rating,
                rating_date=None if rating == Rating.NOT_RATED else days["declared_date"],
                **days,
            )
            declared.append(service)
            served.append(areas)
    DeclaredService.objects.bulk_create(declared)
    through = DeclaredService.areas.through
    through.objects.bulk_create(
        through(declaredservice_id=service.pk, area_id=area.pk)
        for service, areas in zip(declared, served, strict=True)
        for area in areas
    )


def make_tenders(count: int, rng: random.Random, at: datetime) -> None:
    """Open tenders of three lots, each for three services in four places with hours a week."""
    kinds = list(ServiceType.objects.exclude(cpv_code=""))
    places = list(Area.objects.filter(numchild=0))
    for _ in range(count):
        tender = TenderFactory()
        for number in range(LOTS):
            areas = rng.sample(places, AREAS_A_LOT)
            lot = LotFactory(tender=tender, lot_id=str(number + 1), areas=areas)
            for kind in rng.sample(kinds, SERVICES_A_LOT):
                LotClassificationFactory(lot=lot, scheme="CPV", code=kind.cpv_code)
            TenderRequirementFactory(
                tender=tender,
                lot=lot,
                kind=RequirementKind.HOURS,
                amount=rng.randint(200, 600),
                state=RequirementState.CONFIRMED,
                confirmed_at=at,
            )
