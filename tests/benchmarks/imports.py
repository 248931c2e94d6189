"""Measures an import of large files of notices and prints one JSON object: memory and time.

Run as `python -m tests.benchmarks.imports --megabytes 333 --release-kilobytes 3400` from the
project's folder. The file is generated, imported into an empty portal, and imported again.
A limit that is not kept stands under "missed". See docs/how-to/import-tenders.md.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.generated_releases import write_package
from tests.benchmarks.search import portal_of

MOST_MEGABYTES = 256
_MEASURED = """
import json, resource, sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", "tenders_import", sys.argv[1], *sys.argv[2:]])
finally:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figures = {"peak_megabytes": usage.ru_maxrss // 1024, "cpu_seconds": round(usage.ru_utime, 1)}
    sys.stderr.write(json.dumps(figures) + "\\n")
"""


def measured(
    options: argparse.Namespace, folder: Path, environment: dict[str, str]
) -> dict[str, object]:
    """Import the same file twice, each in a process of its own."""
    path = folder / "package.json"
    count = write_package(
        path,
        megabytes=options.megabytes,
        kilobytes=options.release_kilobytes,
        of=options.of,
    )
    runs = [_run(path, environment) for _time in range(2)]
    peak = max(run["peak_megabytes"] for run in runs)
    return {
        "releases": count,
        "file_megabytes": path.stat().st_size // 1_000_000,
        "runs": runs,
        "missed": [f"{peak} MB of memory"] if peak > MOST_MEGABYTES else [],
    }


def _run(path: Path, environment: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
    return figures


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=333, help="Of the whole file.")
    parser.add_argument("--release-kilobytes", type=int, default=3_400, help="Of each release.")
    parser.add_argument("--of", choices=("items", "text"), default="items", help="What fills one.")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as name,
        portal_of("embedded", Path(name)) as portal,
    ):
        portal.set_up()
        answer = measured(options, Path(name), dict(portal.environment))
    sys.stdout.write(json.dumps({**vars(options), **answer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
