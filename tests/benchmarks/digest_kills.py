"""Kills planners, senders and sweepers at random and prints what became of all mails as JSON.

Run as `python -m tests.benchmarks.digest_kills --kills 100 --mails 3000` from the project's folder.
The embedded stack works as `run_jobs` does; with `--stack real` a Celery worker and beat work on
PostgreSQL and a Redis of their own; each kill takes the sender that the worker has forked, every
tenth the worker too. `--blind` settles without a look at what the mail server accepted. The exit
code is 1 when a mail was lost, or doubled more often than is promised: never, or once for each kill
when blind.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from tests.benchmarks.search import portal_of
from tests.mail_server.process import MailServer, mail_server
from tests.portal_process import Portal


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--mails", type=int, default=3_000)
    parser.add_argument("--stack", choices=("embedded", "real"), default="embedded")
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with portal_and_server(options.stack, is_blind=options.blind) as (portal, server):
        answer = measured(options, portal=portal, server=server)
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")
    allowed = options.kills if options.blind else 0
    return int(answer["lost"] > 0 or answer["doubled"] > allowed)


@contextmanager
def portal_and_server(stack: str, *, is_blind: bool = False) -> Iterator[tuple[Portal, MailServer]]:
    """A portal with starting content in this process's environment, and its mail server."""
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as name,
        mail_server(Path(name) / "mail") as server,
        portal_of(stack, Path(name)) as portal,
    ):
        portal.set_up()
        readback = "" if is_blind else f"folder://{server.folder}"
        portal.environment.update({"EMAIL_URL": server.url, "MAIL_READBACK_URL": readback})
        os.environ.update(portal.environment)
        django.setup()
        yield portal, server
        import_module("django.db").connections.close_all()


def measured(options: argparse.Namespace, *, portal: Portal, server: MailServer) -> dict[str, Any]:
    """Lost, doubled and all states; `lost` counts only what no row admits."""
    # What has models in it can be imported only now.
    readers = import_module("tests.faults.readers")
    readers.readers_of_news(options.mails)
    started = time.perf_counter()
    rng = random.Random(options.seed)  # noqa: S311 - repeatable, not secret
    order = {"kills": options.kills, "mails": options.mails, "rng": rng}
    if options.stack == "real":
        killing = import_module("tests.faults.celery_stack")
        killing.kill_lone_sender_at_random(portal, server, **order)
    else:
        killing = import_module("tests.faults.random_kills")
        killing.kill_at_random(server, **order)
    received = readers.copies(server)
    return {
        "owed": len(readers.owed()),
        "lost": len(readers.owed() - received.keys() - readers.admitted()),
        "doubled": received.total() - len(received),
        "states": readers.states(),
        "seconds": round(time.perf_counter() - started, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
