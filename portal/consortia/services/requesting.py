"""Asks for a matching; the background work finds the request and solves it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.organisations.models import Membership
from portal.tenders.models import Tender
from portal.users.models import User


class NotOpenError(Exception):
    """Nobody can bid for this tender any more, so a consortium would come too late."""


ASKED_AT_MOST = 6
ASKED_WITHIN = timedelta(days=1)
"""Changing one's own facts and asking again and again would tell of the facts of others.

Asking in vain is forgotten (`solve_run`), and what decisions on the tender's requirements ask for
is counted by itself, so that whoever corrects them can still look for partners.
"""


class AskedOftenError(Exception):
    """An organisation asked for matchings of the tender as often as it may for now."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


@transaction.atomic
def request_match(
    *, tender: Tender, requested_by: User | None, at: datetime, is_after_decision: bool = False
) -> MatchRun:
    """Ask for a matching of the tender; asking again while one waits changes nothing.

    Raises:
        NotOpenError: the tender is awarded, ended or past its deadline.
        AskedOftenError: those who act for the same organisation asked often enough in a day.
    """
    if not tender.is_open_to_competition_at(at):
        raise NotOpenError
    # The row lock makes two people who ask at once take turns; the constraint is the last word.
    Tender.objects.select_for_update().get(pk=tender.pk)
    waiting = tender.match_runs.filter(state=RunState.REQUESTED, consortium=None).first()
    if waiting is not None:
        return waiting
    if requested_by is not None:
        alike = MatchRun.objects.filter(
            tender=tender, consortium=None, is_after_decision=is_after_decision
        )
        _hold_to_limit(alike, requested_by, at)
    return MatchRun.objects.create(
        tender=tender,
        requested_by=requested_by,
        requested_at=at,
        is_after_decision=is_after_decision,
    )


def _hold_to_limit(runs: QuerySet[MatchRun], person: User, at: datetime) -> None:
    """Every organisation of the person counts what all its people asked for."""
    lately = runs.filter(requested_at__gt=at - ASKED_WITHIN)
    for own in Membership.objects.filter(user=person).values_list("organisation", flat=True):
        people = Membership.objects.filter(organisation=own).values("user")
        asked = lately.filter(requested_by__in=people).order_by("-requested_at")
        times = list(asked.values_list("requested_at", flat=True)[:ASKED_AT_MOST])
        if len(times) == ASKED_AT_MOST:
            raise AskedOftenError(times[-1] + ASKED_WITHIN)


def request_missing_matches(*, at: datetime) -> int:
    """Ask for a matching of each open care tender that has none yet; return how many were
    asked for.
    """
    tenders = Tender.objects.listed().filter(is_care_relevant=True, match_runs__isnull=True)
    asked = 0
    for tender in tenders.order_by("pk"):
        try:
            request_match(tender=tender, requested_by=None, at=at)
        except NotOpenError:
            continue
        asked += 1
    return asked
