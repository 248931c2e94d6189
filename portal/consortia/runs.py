"""Finds matchings: those that wait for work, and those whose teams people look at."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.tenders.models import Tender


def waiting_runs() -> QuerySet[MatchRun]:
    """Runs of whole tenders that nobody has solved yet, oldest first."""
    waiting = MatchRun.objects.filter(state=RunState.REQUESTED, consortium=None)
    return waiting.order_by("requested_at", "pk")


def is_matching_asked_for(tender: Tender) -> bool:
    """Whether a matching of the whole tender waits to be worked out."""
    return waiting_runs().filter(tender=tender).exists()


def latest_run(tender: Tender) -> MatchRun | None:
    """The newest run that is worked out, or else the one that waits; None when nobody asked.

    One that found what was known is none: people look at the known one.
    """
    whole = MatchRun.objects.filter(tender=tender, consortium=None).exclude(state=RunState.SAME)
    runs = whole.order_by("-requested_at", "-pk")
    return runs.exclude(state=RunState.REQUESTED).first() or runs.first()


def solved_runs(tender: Tender) -> QuerySet[MatchRun]:
    """The runs of a tender that found out what there is, the newest first."""
    runs = MatchRun.objects.filter(tender=tender, consortium=None, state=RunState.SOLVED)
    return runs.order_by("-requested_at", "-pk")


def runs_without_alternatives(*, at: datetime) -> QuerySet[MatchRun]:
    """Runs that people look at whose other teams nobody looked for yet, the oldest first."""
    return _looked_at(at).filter(alternatives_at=None)


def runs_without_losses(*, at: datetime) -> QuerySet[MatchRun]:
    """Runs that people look at whose members nobody valued yet, the oldest first."""
    return _looked_at(at).filter(losses_at=None)


def _looked_at(at: datetime) -> QuerySet[MatchRun]:
    """The newest solved run of each tender that is still open."""
    newest = MatchRun.objects.filter(
        tender=OuterRef("tender"), consortium=None, state=RunState.SOLVED
    ).order_by("-requested_at", "-pk")
    return (
        MatchRun.objects.filter(tender__in=Tender.objects.open_to_competition_at(at))
        .filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("tender")
        .order_by("solved_at", "pk")
    )
