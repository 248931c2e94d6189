"""Measures how long after a publication its alerts are accepted, and prints one JSON object.

Run as `python -m tests.benchmarks.alert_latency --alerts 30` from the project's folder. Practices
are published as editors do, at odd moments, while `run_jobs` works beside, or with `--stack real` a
Celery worker and beat on PostgreSQL, Elasticsearch and Redis; an SMTP server in its own process
accepts the mails. A limit that is not kept stands under "missed"; it fails nothing.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import sys
from importlib import import_module

from tests.benchmarks.digest_kills import portal_and_server


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--alerts", type=int, default=30, help="practices published, at least 2")
    parser.add_argument("--stack", choices=("embedded", "real"), default="embedded")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with portal_and_server(options.stack) as (portal, server):
        # What has models in it can be imported only now.
        part = import_module("tests.benchmarks.alert_latency_measures")
        answer = part.measured(options, portal=portal, server=server)
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
