"""Works out requested matchings, one solve at a time in each process."""

from celery import shared_task
from django.utils import timezone

from portal.consortia.selectors import waiting_runs
from portal.consortia.services.requesting import request_missing_matches
from portal.consortia.services.solving import solve_run


@shared_task(queue="matching")
def request_missing() -> int:
    """Ask for a matching of each open tender without one; return how many."""
    return request_missing_matches(at=timezone.now())


@shared_task(queue="matching")
def solve_requested() -> int:
    """Solve the oldest waiting run; return 1 when there was one.

    One a call, so that a long solve never runs into the task's time limit behind another.
    """
    run = waiting_runs().first()
    if run is None:
        return 0
    solve_run(run=run, at=timezone.now())
    return 1
