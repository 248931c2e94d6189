"""Asks for a matching; the background work finds the request and solves it."""

from datetime import datetime

from django.db import transaction

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.tenders.models import Tender
from portal.users.models import User


class NotOpenError(Exception):
    """Nobody can bid for this tender any more, so a consortium would come too late."""


def is_open_at(tender: Tender, at: datetime) -> bool:
    """Whether a consortium formed at that moment could still bid."""
    deadline = tender.tender_period_end_at
    return tender.is_open_to_competition and (deadline is None or deadline > at)


@transaction.atomic
def request_match(*, tender: Tender, requested_by: User | None, at: datetime) -> MatchRun:
    """Ask for a matching of the tender; asking again while one waits changes nothing.

    Raises:
        NotOpenError: the tender is awarded, ended or past its deadline.
    """
    if not is_open_at(tender, at):
        raise NotOpenError
    # The row lock makes two people who ask at once take turns; the constraint is the last word.
    Tender.objects.select_for_update().get(pk=tender.pk)
    waiting = tender.match_runs.filter(state=RunState.REQUESTED, consortium=None).first()
    if waiting is not None:
        return waiting
    return MatchRun.objects.create(tender=tender, requested_by=requested_by, requested_at=at)


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
