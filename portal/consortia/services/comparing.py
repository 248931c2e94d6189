"""Keeps when each open tender was compared with the providers who are open to it, and with what."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portal.consortia.enums import RunState
from portal.consortia.inputs import Requirement
from portal.consortia.matching.problem import Problem
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.models import MatchRun, TenderCheck
from portal.consortia.narrowing import problem_of_run
from portal.consortia.nights import night_before
from portal.tenders.models import Tender

CLAIM_LASTS = timedelta(minutes=10)
"""Longer than any worker lives with it: what a worker that died had taken up is due again."""


def due_tenders(*, at: datetime) -> QuerySet[Tender]:
    """Open care tenders that were not compared since the night began, or are to be at once: the new
    ones first.

    One for which somebody asks for a matching is left to that.
    """
    asked = MatchRun.objects.filter(
        tender=OuterRef("pk"), consortium=None, state=RunState.REQUESTED
    )
    looked_at, claimed_at, is_wanted_now = (
        f"check_by_night__{name}" for name in ("looked_at", "claimed_at", "is_wanted_now")
    )
    return (
        Tender.objects.about_care()
        .open_to_competition_at(at)
        .exclude(Exists(asked))
        .filter(
            Q(**{looked_at: None})
            | Q(**{f"{looked_at}__lt": night_before(at)})
            | Q(**{is_wanted_now: True})
        )
        .filter(Q(**{claimed_at: None}) | Q(**{f"{claimed_at}__lte": at - CLAIM_LASTS}))
        .order_by(
            F(is_wanted_now).desc(nulls_first=True),
            F(looked_at).asc(nulls_first=True),
            F("tender_period_end_at").asc(nulls_last=True),
            "pk",
        )
    )


def claim_comparison(tender: Tender, *, at: datetime) -> TenderCheck | None:
    """Take the tender up, so that no other worker does; None where one has."""
    check, _created = TenderCheck.objects.get_or_create(tender=tender)
    untouched = TenderCheck.objects.filter(pk=check.pk, claimed_at=check.claimed_at)
    is_stale = check.claimed_at is None or check.claimed_at <= at - CLAIM_LASTS
    return check if is_stale and untouched.update(claimed_at=at) else None


def remember_comparison(tender: Tender, *, inputs_sha256: str, at: datetime) -> None:
    """The tender was compared, with a digest of all that its teams depended on."""
    TenderCheck.objects.update_or_create(
        tender=tender,
        defaults={
            "looked_at": at,
            "claimed_at": None,
            "is_wanted_now": False,
            "inputs_sha256": inputs_sha256,
        },
    )


def compare_again(tender: Tender) -> None:
    """The notice says something else now, so do not wait for the night."""
    TenderCheck.objects.filter(tender=tender).update(is_wanted_now=True, claimed_at=None)


def unchanged_problem(
    run: MatchRun, requirements: list[Requirement], *, at: datetime
) -> Problem | None:
    """The run's problem, where all that its teams depend on is as it was when they were found; None
    where something changed: then the tender is compared anew.
    """
    problem, _locked = problem_of_run(run, requirements, at=at)
    if relevant_part(problem).fingerprint() == run.inputs_sha256:
        return problem
    compare_again(run.tender)
    return None
