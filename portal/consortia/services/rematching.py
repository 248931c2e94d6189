"""Matches open tenders anew, each night and when they are new: read once, only what changed."""

from datetime import datetime

import structlog
from django.db import transaction

from portal.consortia.enums import RunState
from portal.consortia.inputs import market_at, problem_in, requirements_of
from portal.consortia.market import Market
from portal.consortia.matching.relevance import relevant_part
from portal.consortia.material import outline_of
from portal.consortia.models import MatchRun, TenderCheck
from portal.consortia.runs import latest_run, solved_runs
from portal.consortia.services.comparing import claim_comparison, due_tenders, remember_comparison
from portal.consortia.services.keeping import bring_up_to_date, has_same_first_team
from portal.consortia.services.solving import fail_run, work_out
from portal.consortia.services.storing import WorkedOut, close_run, write_first_team
from portal.consortia.services.telling import tell_of_suggestion
from portal.tenders.models import Tender

log = structlog.get_logger(__name__)

AT_ONCE = 20
"""Tenders of one call; the providers are read once for all of them."""


def rematch_due(*, at: datetime, at_once: int = AT_ONCE) -> int:
    """Compare the tenders that are due with who is open now; return how many were compared.

    Where nothing that the teams depend on has changed, nothing is solved. Each tender is kept by
    itself: whoever dies in between leaves the others done, and a second worker takes up others.
    """
    markets: dict[bool, Market] = {}
    compared = 0
    for tender in due_tenders(at=at)[:at_once]:
        check = claim_comparison(tender, at=at)
        if check is None:
            continue
        if tender.is_example not in markets:
            markets[tender.is_example] = market_at(at, is_example=tender.is_example)
        try:
            _rematch(tender, check, markets[tender.is_example], at)
        except Exception:
            # It would go wrong again, and the tenders behind this one must not wait.
            _give_up(tender, at)
            raise
        compared += 1
    return compared


def _rematch(tender: Tender, check: TenderCheck, market: Market, at: datetime) -> None:
    requirements = requirements_of(tender)
    problem = problem_in(market, tender, requirements)
    inputs_sha256 = relevant_part(problem).fingerprint()
    if inputs_sha256 == check.inputs_sha256:
        remember_comparison(tender, inputs_sha256=inputs_sha256, at=at)
        return
    if not requirements:
        _say_nothing_to_match(tender, inputs_sha256, at)
        return
    # The solver runs outside any transaction, because it may take seconds.
    worked = work_out(problem, requirements, alternatives=0)
    if worked is None:
        log.error("consortia.unlawful_team", tender=tender.pk)
        _give_up(tender, at)
        return
    _store(tender, worked, at)


@transaction.atomic
def _store(tender: Tender, worked: WorkedOut, at: datetime) -> None:
    before = solved_runs(tender).first()
    run = MatchRun(tender=tender, requested_at=at)
    write_first_team(run, worked, at=at)
    remember_comparison(tender, inputs_sha256=run.inputs_sha256, at=at)
    if before is not None and has_same_first_team(before, run):
        bring_up_to_date(before, run, worked, at=at)
        run.delete()
    else:
        tell_of_suggestion(run=run, before=outline_of(before), at=at)


@transaction.atomic
def _say_nothing_to_match(tender: Tender, inputs_sha256: str, at: datetime) -> None:
    remember_comparison(tender, inputs_sha256=inputs_sha256, at=at)
    known = latest_run(tender)
    if known is None or known.state != RunState.NOTHING_TO_MATCH:
        close_run(MatchRun(tender=tender, requested_at=at), RunState.NOTHING_TO_MATCH, at=at)


@transaction.atomic
def _give_up(tender: Tender, at: datetime) -> None:
    """Until the next night; where people have no other matching to look at, say so."""
    remember_comparison(tender, inputs_sha256="", at=at)
    if latest_run(tender) is None:
        fail_run(run=MatchRun(tender=tender, requested_at=at), at=at)
