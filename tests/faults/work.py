"""One piece of a sender's work in a process that may be killed at a named point.

    python -m tests.faults.work prepare 30
    python -m tests.faults.work send --die-at handing --passage 7 --ahead 300
    python -m tests.faults.work report

``--ahead`` sets the clock forward, so that leases run out without anybody waiting for them.
"""

import argparse
from importlib import import_module

import django

from tests.faults.killer import POINTS, Killer


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("prepare", "send", "report"))
    parser.add_argument("number", type=int, nargs="?", default=0)
    parser.add_argument("--die-at", choices=POINTS, default="sent")
    parser.add_argument("--passage", type=int, default=0)
    parser.add_argument("--ahead", type=int, default=0)
    options = parser.parse_args()
    django.setup()
    # What has models in it can be imported only now.
    steps = import_module("tests.faults.steps")
    if options.command == "prepare":
        steps.prepare(options.number)
    elif options.command == "report":
        steps.report()
    else:
        steps.watch(Killer(options.die_at, options.passage))
        steps.send(options.ahead)


if __name__ == "__main__":
    main()
