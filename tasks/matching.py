"""Works out requested matchings, one solve at a time in each process."""

from celery import shared_task
from django.utils import timezone

from portal.consortia.runs import waiting_runs
from portal.consortia.selectors import waiting_questions
from portal.consortia.services.explaining import answer_entry, give_up_entry
from portal.consortia.services.rematching import rematch_due
from portal.consortia.services.solving import fail_run, solve_run
from portal.consortia.services.valuing import value_members
from portal.consortia.services.widening import add_alternatives
from portal.consortia.workspace.services.completing import complete_next_team
from portal.consortia.workspace.services.sweeping import sweep_seats


# A queue of its own: nobody who waits for a matching waits for the night's work.
@shared_task(queue="rematch", soft_time_limit=150, time_limit=180)
def rematch() -> int:
    """Compare new tenders, and each night all open ones, with who is open; return how many."""
    return rematch_due(at=timezone.now())


# Above the solver's own limit of work on a busy machine, and below the visibility timeout.
@shared_task(queue="matching", soft_time_limit=150, time_limit=180)
def solve_requested() -> int:
    """Solve the oldest waiting run; return 1 when there was one.

    One a call, so that a long solve never runs into the task's time limit behind another.
    """
    run = waiting_runs().first()
    if run is None:
        return 0
    try:
        solve_run(run=run, at=timezone.now())
    except Exception:
        # Whatever went wrong would go wrong again, and the runs behind this one must not wait.
        fail_run(run=run, at=timezone.now())
        raise
    return 1


@shared_task(queue="rematch", soft_time_limit=150, time_limit=180)
def widen() -> int:
    """Look for the other teams of one night's matching; return 1 when there was one."""
    return int(add_alternatives(at=timezone.now()))


@shared_task(queue="rematch", soft_time_limit=150, time_limit=180)
def value() -> int:
    """Work out what one best team would lose without each member; return 1 when there was one."""
    return int(value_members(at=timezone.now()))


# Up to two dozen solves, each well under the limit of one run.
@shared_task(queue="matching", soft_time_limit=150, time_limit=180)
def answer_question() -> int:
    """Answer the oldest question what would bring an organisation in; return 1 when there was
    one.
    """
    question = waiting_questions().first()
    if question is None:
        return 0
    try:
        answer_entry(question=question, at=timezone.now())
    except Exception:
        give_up_entry(question=question, at=timezone.now())
        raise
    return 1


@shared_task(queue="matching", soft_time_limit=150, time_limit=180)
def complete_team() -> int:
    """Look for the partners that one consortium still needs; return 1 when there was one."""
    return int(complete_next_team(at=timezone.now()))


@shared_task(queue="matching")
def free_places() -> int:
    """Free places in consortia that nobody will take; return how many."""
    return sweep_seats(at=timezone.now())
