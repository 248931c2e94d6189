"""Runs every check and test, embedded first, then on the real stack where it can be had: `make
test`.
"""

import os
import subprocess
import sys

from tests.real_components import COMPONENTS, IS_CI, load_environment

CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("templates", ["djlint", "--check", "--lint", "--quiet", "portal", "home", "search", "tasks"]),
    ("imports", ["lint-imports"]),
    ("types", ["mypy"]),
    ("deployment", [sys.executable, "-m", "tests.deployment"]),
)
REAL_SERVERS = ("postgresql", "redis", "elasticsearch")


def main() -> int:
    """Exit code 0 when every check and test that can run here passed; under CI all of them must
    run.
    """
    if IS_CI and _run("install", [sys.executable, "-m", "tests.services", "install"]):
        return 1
    services = [sys.executable, "-m", "tests.services"]
    if _run("services", [*services, "start"]) and IS_CI:
        return 1
    load_environment()
    try:
        return _checks_and_tests()
    finally:
        _run("services", [*services, "stop"])


def _checks_and_tests() -> int:
    failed = [name for name, command in CHECKS if _run(name, command)]
    workers = os.environ.get("WORKERS", "2")
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadfile"]
    if _run("tests on the embedded stack", pytest):
        failed.append("tests on the embedded stack")
    missing = [name for name in REAL_SERVERS if not COMPONENTS[name].is_there()]
    if not missing:
        if _run("tests on the real stack", pytest, TEST_STACK="real"):
            failed.append("tests on the real stack")
    elif IS_CI:
        failed.append(f"tests on the real stack (missing: {', '.join(missing)})")
    _say(f"Failed: {'; '.join(failed)}" if failed else "Everything passed.")
    for name in missing:
        _say(f"Not run for want of {COMPONENTS[name].name}: {COMPONENTS[name].how_to_get}")
    return int(bool(failed))


def _run(name: str, command: list[str], **variables: str) -> int:
    _say(f"== {name}")
    return subprocess.run(command, env={**os.environ, **variables}, check=False).returncode


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
