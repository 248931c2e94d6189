"""Measures the nightly comparison of open tenders with providers and prints one JSON object.

Run as `python -m tests.benchmarks.rematch --tenders 20 --providers 2000` from the project's folder.
The first night solves every tender, the second one finds nothing changed, and before the third one
some providers change what they declare. A limit that is not kept stands under "missed".
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
    parser.add_argument("--tenders", type=int, default=20)
    parser.add_argument("--providers", type=int, default=2_000)
    parser.add_argument("--changed", type=int, default=5, help="providers that change a fact")
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
        answer = import_module("tests.benchmarks.rematch_measures").measured(options)
        import_module("django.db").connections.close_all()
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
