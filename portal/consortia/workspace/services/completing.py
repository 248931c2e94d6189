"""Works out a team around those who said yes, in the background: pages never load the solver."""

from datetime import datetime

from django.db import transaction

from portal.consortia.enums import RunState
from portal.consortia.models import Consortium, MatchRun
from portal.consortia.services.solving import fail_run, solve_run
from portal.consortia.workspace.services.moving import locked_consortium
from portal.consortia.workspace.services.seating import seat_team


def complete_next_team(*, at: datetime) -> bool:
    """Work out the team of the consortium that waits longest; whether there was one.

    The solver runs outside any transaction. Whoever dies in between leaves a run that the next
    call finishes; whatever changed in between makes the next call solve anew.
    """
    wanted = Consortium.objects.filter(team_wanted_at__isnull=False)
    consortium = wanted.order_by("team_wanted_at", "pk").first()
    if consortium is None:
        return False
    run = _run_for(consortium, at=at)
    try:
        run = solve_run(run=run, at=at)
    except Exception:
        # It would go wrong again, and the consortia behind this one must not wait.
        seat_team(run=fail_run(run=run, at=at), at=at)
        raise
    seat_team(run=run, at=at)
    return True


@transaction.atomic
def _run_for(consortium: Consortium, *, at: datetime) -> MatchRun:
    consortium = locked_consortium(consortium.pk)
    runs = consortium.runs.filter(requested_at__gte=consortium.team_wanted_at or at)
    # A run that waited while somebody left reads the seats when it is solved.
    waiting: MatchRun | None = consortium.runs.filter(state=RunState.REQUESTED).first()
    if waiting is not None:
        waiting.requested_at = at
        waiting.save(update_fields=["requested_at"])
        return waiting
    done: MatchRun | None = runs.order_by("-requested_at", "-pk").first()
    return done or MatchRun.objects.create(
        tender=consortium.tender, consortium=consortium, requested_at=at
    )
