"""Each benchmark starts in both ways in which people start a script."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SCRIPTS = [
    script
    for script in sorted((PROJECT / "tests" / "benchmarks").glob("*.py"))
    if "argparse.ArgumentParser" in script.read_text()
]


def help_of(*command):
    return subprocess.run(
        [sys.executable, *command, "--help"], cwd=PROJECT, capture_output=True, text=True,
        check=False, timeout=100,
    )  # fmt: skip


class TestBenchmark:
    @pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
    def test_starts_by_its_path_and_by_its_name(self, script):
        by_path = help_of(script.relative_to(PROJECT))
        by_name = help_of("-m", f"tests.benchmarks.{script.stem}")

        assert (by_path.returncode, by_name.returncode) == (0, 0), by_path.stderr
        assert by_path.stdout.splitlines()[1:] == by_name.stdout.splitlines()[1:]
