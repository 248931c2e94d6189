"""Measures the pages that adoptions make heavy, on a grown library, and prints one JSON object.

Run as `python -m tests.benchmarks.adoptions --practices 5000 --adoptions 50000` from the project's
folder; `--stack real` asks PostgreSQL and Elasticsearch. A limit that is not kept stands under
"missed"; it fails nothing.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.search import portal_of


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--practices", type=int, default=5_000)
    parser.add_argument("--adoptions", type=int, default=50_000)
    parser.add_argument("--stack", choices=("embedded", "real"), default="embedded")
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
        part = import_module("tests.benchmarks.adoption_measures")
        answer = part.measured(options.practices, options.adoptions, seed=options.seed)
        import_module("django.db").connections.close_all()
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
