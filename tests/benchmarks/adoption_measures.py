"""Timings and numbers of queries of practice pages and admin lists, with many adoptions."""

import random
import sys
from datetime import timedelta
from http import HTTPStatus
from itertools import accumulate
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.organisations.models import Area, Organisation
from portal.organisations.models.organisation import OrganisationKind
from portal.practices.enums import AdoptionStatus, Confirmation, StopReason
from portal.practices.models import Adoption, PracticeLibraryPage, PracticePage
from portal.users.models import User
from portal.users.roles import Role
from tests.benchmarks.generated_practices import grow_library
from tests.benchmarks.search_measures import spread

PAGE_LIMIT_MS, ADMIN_LIMIT_MS = 300.0, 1_000.0
ADOPTERS = 600
"""Organisations that take practices up: more than the most taken up practice has adopters."""
MOST_ADOPTED = 300
SAMPLE = 100
"""Practices that are opened: the most taken up ones first, others at random."""
ROUNDS = 20
STATES = (
    *(AdoptionStatus.RUNNING, AdoptionStatus.ADAPTED, AdoptionStatus.TRYING),
    *(AdoptionStatus.INTERESTED, AdoptionStatus.STOPPED),
)


def measured(practices: int, adoptions: int, *, seed: int) -> dict[str, Any]:
    """Every figure; Django must be set up for the portal, with the starting content in it."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    grow_library(practices, seed=seed, at=timezone.now())
    few = _pages(_opened(rng))
    written = _adopt(adoptions, rng)
    call_command("search", "rebuild", "--json", stdout=sys.stderr)
    opened = _opened(rng)
    moderator = _moderator()
    library = PracticeLibraryPage.objects.get()
    answer = {
        "written": written,
        "most_on_one_practice": Adoption.objects.filter(practice=opened[0]).count(),
        "practice_page": _pages(opened),
        "practice_page_without_adoptions": few,
        "admin_explorer": _admin(moderator, f"/cms/pages/{library.pk}/"),
        "admin_care_report": _admin(moderator, "/cms/reports/care/"),
        "admin_reach_report": _admin(moderator, "/cms/reports/reach/"),
    }
    return {**answer, "missed": _missed(answer)}


def _adopt(number: int, rng: random.Random) -> int:
    """Write adoptions in bulk; a few practices have most of them (Zipf)."""
    areas = list(Area.objects.values_list("pk", flat=True))
    adopters = Organisation.objects.bulk_create(
        Organisation(
            slug=f"example-adopter-{place}",
            name=f"Example adopter {place}",
            kind=OrganisationKind.PROVIDER,
            is_example=True,
        )
        for place in range(ADOPTERS)
    )
    practices = list(PracticePage.objects.live().order_by("-pk").values_list("pk", flat=True))
    weights = list(accumulate(1 / rank**0.5 for rank in range(1, len(practices) + 1)))
    wanted: dict[int, int] = {}
    for practice in rng.choices(practices, cum_weights=weights, k=number):
        wanted[practice] = min(wanted.get(practice, 0) + 1, MOST_ADOPTED)
    wanted[practices[0]] = MOST_ADOPTED
    rows = [
        _adoption(practice, organisation.pk, rng.choice(areas), rng)
        for practice, total in wanted.items()
        for organisation in rng.sample(adopters, total)
    ]
    Adoption.objects.bulk_create(rows, batch_size=2_000)
    return len(rows)


def _adoption(practice: int, organisation: int, area: int, rng: random.Random) -> Adoption:
    status = rng.choice(STATES)
    return Adoption(
        practice_id=practice,
        organisation_id=organisation,
        area_id=area,
        status=status,
        started="2023-05",
        stop_reason=rng.choice(StopReason.values) if status == AdoptionStatus.STOPPED else "",
        what_changed="We did it on Mondays.",
        declared_at=timezone.now() - timedelta(days=rng.randrange(900)),
        confirmation=rng.choice([Confirmation.CONFIRMED, Confirmation.WAITING]),
    )


def _opened(rng: random.Random) -> list[int]:
    newest = list(PracticePage.objects.live().order_by("-pk").values_list("pk", flat=True))
    most = newest[: SAMPLE // 2]
    return [*most, *rng.sample(newest[SAMPLE // 2 :], SAMPLE // 2)]


def _pages(practices: list[int]) -> dict[str, Any]:
    client = Client(HTTP_HOST="localhost")
    addresses = [PracticePage.objects.get(pk=pk).url for pk in practices]
    return {
        **spread((lambda address=address: _get(client, address)) for address in addresses),
        "queries_of_the_first": _queries(client, addresses[0]),
    }


def _admin(moderator: User, address: str) -> dict[str, Any]:
    client = Client(HTTP_HOST="localhost")
    client.force_login(moderator)
    return {
        **spread((lambda: _get(client, address)) for _round in range(ROUNDS)),
        "queries": _queries(client, address),
    }


def _moderator() -> User:
    moderator: User = User.objects.create_user(email="moderator@example.org")
    moderator.groups.add(Group.objects.get(name=Role.MODERATOR.value))
    return moderator


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    return len(captured)


def _get(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{address} answered {status}")


def _missed(answer: dict[str, Any]) -> list[str]:
    limits = {
        "practice_page": PAGE_LIMIT_MS,
        "admin_explorer": ADMIN_LIMIT_MS,
        "admin_care_report": ADMIN_LIMIT_MS,
        "admin_reach_report": ADMIN_LIMIT_MS,
    }
    return [
        f"{name}: p95 {answer[name]['p95_ms']} ms, limit {limit:.0f} ms"
        for name, limit in limits.items()
        if answer[name]["p95_ms"] > limit
    ]
