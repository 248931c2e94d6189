"""Rebuilds, kills itself at a named point, mends or changes things: each in a process of its own.

`START` is the program of such a process, which needs a portal's environment and prints one JSON
object: `python -c START COMMAND ...`.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.utils import timezone
from wagtail.models import Page

from portal.practices.enums import Stage
from portal.practices.models import PracticeLibraryPage, PracticePage
from search.engines.choice import current_engine
from search.models import IndexState, OutboxEntry
from search.plan.model import Plan
from search.services import rebuild_index as rebuilding
from search.services.drain_outbox import drain_outbox
from search.services.replacement import ReplacementError
from search.services.verify_index import compare_index

SEED = 4
FIRST = tuple(f"Practice {number}" for number in range(9))


def practice(title: str) -> PracticePage:
    """A practice that can be published."""
    return PracticePage(title=title, summary=title, stage=Stage.RUNNING)


def fill() -> dict[str, Any]:
    """Make practices and an index of them."""
    library = PracticeLibraryPage(title="Practices", slug="practices")
    Page.objects.get(depth=1).add_child(instance=library)
    for title in FIRST:
        library.add_child(instance=practice(title))
    return rebuild()


def rebuild() -> dict[str, Any]:
    """Rebuild to the end."""
    documents = rebuilding.rebuild_index(at=timezone.now(), engine=current_engine())
    return {"documents": documents, **look()}


def kill(point: str) -> None:
    """Rebuild, and die at the point as by `kill -9`."""
    rebuilding.CHUNK = 3
    target, moment = POINTS[point]
    real = getattr(rebuilding, target)

    def deadly(*arguments: Any, **options: Any) -> Any:
        if moment == "after":
            real(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    with patch.object(rebuilding, target, deadly):
        rebuild()


POINTS = {
    "before the first read": ("_fill", "before"),
    "in the middle": ("keep_alive", "before"),
    "before the proof": ("prove_index", "before"),
    "before the switch": ("complete_replacement", "before"),
    "after the switch": ("complete_replacement", "after"),
}


def kill_in_switch() -> None:
    """Rebuild, and die when readers use the new index and the database does not know it."""
    engine = current_engine()
    real = type(engine).switch_to

    def deadly(self: Any, index: str) -> None:
        real(self, index)
        os.kill(os.getpid(), signal.SIGKILL)

    with patch.object(type(engine), "switch_to", deadly):
        rebuild()


def change() -> dict[str, Any]:
    """Take one practice down, publish another, drain, and look."""
    PracticePage.objects.get(title=FIRST[0]).unpublish()
    library = PracticeLibraryPage.objects.get()
    library.add_child(instance=practice("Late"))
    drain_outbox(at=timezone.now())
    return look()


def change_for_long(changes: str) -> dict[str, Any]:
    """Publish, change and take down at random, drain each time, and look for what must not be."""
    rng = random.Random(SEED)  # noqa: S311 - repeatable, not secret.
    shown, done = [], 0
    for number in range(int(changes)):
        practice = rng.choice(list(PracticePage.objects.order_by("pk")))
        if practice.live and rng.random() < 0.6:
            practice.unpublish()
        else:
            practice.title = f"Change {number}"
            practice.save_revision().publish()
        report = drain_outbox(at=timezone.now())
        done += report.done
        is_hidden = not PracticePage.objects.get(pk=practice.pk).live
        is_drained = not OutboxEntry.objects.pending().filter(object_id=practice.pk).exists()
        if is_hidden and is_drained and practice.pk in found():
            shown.append(practice.pk)
    return {"shown": shown, "done": done}


def rebuild_until(flag: str) -> dict[str, Any]:
    """Rebuild again and again until the file is there; the last one begins after that at most."""
    rebuilds = 0
    while rebuilds < 200:
        is_last = Path(flag).exists()
        try:
            rebuilding.rebuild_index(at=timezone.now(), engine=current_engine())
        except ReplacementError as error:
            return {"error": str(error)}
        rebuilds += 1
        if is_last:
            break
    return {"rebuilds": rebuilds}


def settle() -> dict[str, Any]:
    """Drain until nothing waits, and compare."""
    for _drain in range(200):
        OutboxEntry.objects.pending().update(next_attempt_at=timezone.now())
        if not OutboxEntry.objects.pending().exists():
            break
        drain_outbox(at=timezone.now())
    return {**look(), "is_right": compare_index(current_engine()).is_right}


def found() -> list[int]:
    """Ids of the practices that the engine finds."""
    return [int(hit.id) for hit in current_engine().search(Plan(size=1_000)).hits]


def look() -> dict[str, Any]:
    """What readers find, what should be found, and what the database says of the index."""
    live = PracticePage.objects.visible_to_all().values_list("title", flat=True)
    state = IndexState.objects.get()
    engine = current_engine()
    return {
        "found": sorted(hit.title for hit in engine.search(Plan(size=1_000)).hits),
        "live": sorted(live),
        "is_known": state.index_name == engine.status().index,
        "is_building": bool(state.building_name),
    }


COMMANDS = {
    function.__name__: function
    for function in (
        fill,
        rebuild,
        kill,
        kill_in_switch,
        change,
        change_for_long,
        rebuild_until,
        settle,
        look,
    )
}


def main() -> None:
    _program, command, *arguments = sys.argv
    sys.stdout.write(json.dumps(COMMANDS[command](*arguments)))


START = f"import django; django.setup(); from {__name__} import main; main()"
