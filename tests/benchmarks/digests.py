"""Measures planning and sending digests and prints one JSON object.

Run as `python -m tests.benchmarks.digests --subscribers 100000` from the project's folder.
`--smtp HOST:PORT` sends to that server; without it a sink of our own answers each mail after 2 ms.
`--mails` limits how many are sent. A bare smtplib loop sends the same bytes to the same server in
the same run. A limit that is not kept stands under "missed"; it fails nothing.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.search import portal_of

SINK_MS = 2


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--subscribers", type=int, default=100_000)
    parser.add_argument("--mails", type=int, help="send at most so many; all when left out")
    parser.add_argument("--senders", type=int, default=2, help="sending processes")
    parser.add_argument("--smtp", help="HOST:PORT of a server to send to")
    parser.add_argument("--stack", choices=("embedded", "real"), default="embedded")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as name,
        portal_of(options.stack, Path(name)) as portal,
        _server(options.smtp) as address,
    ):
        portal.set_up()
        portal.environment["EMAIL_URL"] = f"smtp://{address}"
        os.environ.update(portal.environment)
        django.setup()
        # What has models in it can be imported only now.
        part = import_module("tests.benchmarks.digest_measures")
        answer = part.measured(options, portal=portal, address=address)
        import_module("django.db").connections.close_all()
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")


@contextmanager
def _server(address: str | None) -> Iterator[str]:
    """The server that was named, or a sink that ends with the block."""
    if address:
        yield address
        return
    command = [sys.executable, "-m", "tests.benchmarks.smtp_sink", "0", str(SINK_MS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield f"127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


if __name__ == "__main__":
    main()
