"""Steps of the main job: a tender is imported, and the best consortium for it is proposed."""

import json
import tempfile
import time
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import CommandError, call_command

from portal.consortia.enums import RunState
from portal.consortia.models import MatchRun
from portal.consortia.selectors import gap_sentence, members_with_names
from portal.consortia.services.requesting import NotOpenError, request_match
from portal.organisations.models import MatchingProfile
from portal.tenders.models import Tender
from tasks.walkthrough.surroundings import StepFailedError, Surroundings, background_work

PAUSE = 0.2  # Seconds between two looks.


def import_tender(walk: Surroundings) -> dict[str, object]:
    """Import an example notice under an ocid of this walk, by the operators' own command.

    Raises:
        StepFailedError: the importer refused it, or no provider is open to matching.
    """
    if not MatchingProfile.objects.exists():
        raise StepFailedError("No provider is open to matching. Run: manage.py load_example_market")
    ocid = f"ocds-example-walkthrough-{walk.token}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "walkthrough.json"
        path.write_text(json.dumps(_package(ocid)), encoding="utf-8")
        try:
            call_command("tenders_import", str(path), stdout=StringIO())
        except CommandError as error:
            raise StepFailedError(f"The tender was refused: {error}") from error
    walk.tender = Tender.objects.get(ocid=ocid)
    return {
        "ocid": ocid,
        "title": walk.tender.title,
        "lots": walk.tender.lots.count(),
        "areas": sorted({str(area) for lot in walk.tender.lots.all() for area in lot.areas.all()}),
    }


def _package(ocid: str) -> dict[str, object]:
    folder = Path(apps.get_app_config("consortia").path) / "example_content"
    package: dict[str, object] = json.loads((folder / "tenders.json").read_text(encoding="utf-8"))
    releases = package["releases"]
    assert isinstance(releases, list)  # noqa: S101 - our own file
    return {**package, "releases": [{**releases[0], "ocid": ocid}]}


def propose_consortium(walk: Surroundings) -> tuple[dict[str, object], bool]:
    """The best proposal with each member's roles and reasons, and whether it is proven best.

    Raises:
        StepFailedError: nothing was worked out in time, or no team was found.
    """
    assert walk.tender is not None  # noqa: S101 - the steps run in order
    try:
        run = request_match(tender=walk.tender, requested_by=None, at=walk.at)
    except NotOpenError as error:
        raise StepFailedError("The imported tender is not open for bids.") from error
    run = _solved(run, walk.patience)
    proposal = run.proposals.order_by("rank").first()
    if proposal is None:
        raise StepFailedError(f"No team was found: {run.get_solver_status_display()}.")
    members = [
        {"organisation": member.name, "roles": member.roles, "reasons": member.reasons}
        for member in members_with_names(proposal)
    ]
    gaps = [gap_sentence(gap, shows_figures=True) for gap in proposal.gaps.all()]
    return {
        "members": members,
        "gaps": gaps,
        "proposals": run.proposals.count(),
    }, run.is_proven_best


def _solved(run: MatchRun, patience: float) -> MatchRun:
    started = time.monotonic()
    work = background_work()
    while time.monotonic() - started < patience:
        work()
        run.refresh_from_db()
        if run.state != RunState.REQUESTED:
            return run
        time.sleep(PAUSE)
    raise StepFailedError("The matching was not worked out in time. Is the worker running?")
