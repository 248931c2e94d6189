"""Looks for other teams beside the first one that a night found, while nobody waits for them."""

from datetime import datetime

from django.db import transaction

from portal.consortia.inputs import requirements_of
from portal.consortia.models import MatchRun
from portal.consortia.runs import runs_without_alternatives
from portal.consortia.services.comparing import unchanged_problem
from portal.consortia.services.keeping import replace_alternatives
from portal.consortia.services.solving import work_out
from portal.consortia.services.storing import WorkedOut


def add_alternatives(*, at: datetime) -> bool:
    """Look for the other teams of the run that waits longest; whether there was one.

    Where something changed since the first team was found, the tender is compared anew instead.
    """
    run = runs_without_alternatives(at=at).first()
    if run is None:
        return False
    # Whatever goes wrong would go wrong again, and the runs behind this one must not wait.
    MatchRun.objects.filter(pk=run.pk).update(alternatives_at=at)
    requirements = requirements_of(run.tender)
    problem = unchanged_problem(run, requirements, at=at)
    if problem is None:
        return True
    worked = None
    try:
        worked = work_out(problem, requirements)
    finally:
        # Teams of an earlier night may not be possible any more, so none stay if that went wrong.
        _store(run, worked, at)
    return True


@transaction.atomic
def _store(run: MatchRun, worked: WorkedOut | None, at: datetime) -> None:
    # A night may have brought it up to date meanwhile; then its teams are looked for once more.
    same = MatchRun.objects.filter(pk=run.pk, inputs_sha256=run.inputs_sha256)
    current = same.select_for_update().first()
    if current is not None:
        replace_alternatives(current, worked, at=at)
