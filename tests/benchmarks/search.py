"""Measures the search on a grown library, beside Wagtail's own, and prints one JSON object.

Run as `python -m tests.benchmarks.search --size 10000` from the project's folder. `--stack real`
asks PostgreSQL and Elasticsearch, at the addresses that `python -m tests.services start` gives.
`--engine-only` fills the index alone, with documents that are never held all at once, for sizes
up to a million. A limit that is not kept stands under "missed"; it fails nothing.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

from tests.portal_process import Portal, embedded_portal, real_portal
from tests.real_components import load_environment


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=10_000, help="practices or documents in all")
    parser.add_argument("--stack", choices=("embedded", "real"), default="embedded")
    parser.add_argument("--engine-only", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as name,
        portal_of(options.stack, Path(name)) as portal,
    ):
        portal.set_up()
        os.environ.update(portal.environment)
        django.setup()
        # What has models in it can be imported only now.
        part = import_module(
            "tests.benchmarks.engine_alone"
            if options.engine_only
            else "tests.benchmarks.whole_search"
        )
        answer = part.measured(options.size, seed=options.seed, portal=portal)
        import_module("django.db").connections.close_all()
    asked = {"size": options.size, "stack": options.stack, "seed": options.seed}
    sys.stdout.write(json.dumps({**asked, **answer}, indent=1) + "\n")


@contextmanager
def portal_of(stack: str, folder: Path) -> Iterator[Portal]:
    """A portal with nothing in it, gone with the block."""
    if stack == "embedded":
        yield embedded_portal(folder)
        return
    load_environment()
    mail = folder / "mail"
    with real_portal(folder, email_url="smtp://127.0.0.1:1", mail_folder=mail) as portal:
        yield portal


if __name__ == "__main__":
    main()
