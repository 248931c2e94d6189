"""The command line of the test servers: python -m tests.services install|start|stop|status|env."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence

from tests.services import places
from tests.services.components import COMPONENTS
from tests.services.packages import install
from tests.services.processes import MissingProgramError, ServiceError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 when all that it promises is there."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.services",
        description="Real PostgreSQL, Redis, Elasticsearch and Chromium for the tests.",
    )
    parser.add_argument("command", choices=tuple(COMMANDS), help="what to do with them")
    return COMMANDS[parser.parse_args(arguments).command]()


def _install() -> int:
    try:
        installed = install(COMPONENTS)
    except ServiceError as error:
        _say("install", str(error), sys.stderr.write)
        return 1
    _say("install", " ".join(installed) or "nothing was missing")
    return 0


def _start() -> int:
    """Starts what can be started, says what is missing, and writes the addresses for the tests."""
    places.SERVICES.mkdir(parents=True, exist_ok=True)
    addresses: dict[str, str] = {}
    is_incomplete = False
    for component in COMPONENTS:
        try:
            addresses[component.variable] = component.start()
            _say(component.name, addresses[component.variable])
        except MissingProgramError as error:
            _say(component.name, f"not here: {error}", sys.stderr.write)
            # CI must run every test, so there a missing component is a failure.
            is_incomplete = is_incomplete or os.environ.get("CI") == "true"
        except ServiceError as error:
            _say(component.name, str(error), sys.stderr.write)
            is_incomplete = True
    _write_environment(addresses)
    return int(is_incomplete)


def _stop() -> int:
    is_failed = False
    for component in reversed(COMPONENTS):
        try:
            if component.stop():
                _say(component.name, "stopped")
        except ServiceError as error:
            _say(component.name, str(error), sys.stderr.write)
            is_failed = True
    # Tests that find this file believe that the servers in it answer.
    places.ENVIRONMENT_FILE.unlink(missing_ok=True)
    return int(is_failed)


def _status() -> int:
    states = {component.name: component.is_running() for component in COMPONENTS}
    for name, is_running in states.items():
        _say(name, "ready" if is_running else "not running")
    return int(not all(states.values()))


def _env() -> int:
    try:
        sys.stdout.write(places.ENVIRONMENT_FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        _say("env", "nothing was started: python -m tests.services start", sys.stderr.write)
        return 1
    return 0


def _write_environment(addresses: dict[str, str]) -> None:
    """One NAME=value a line: a shell can source it and a test can split it at the first =."""
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in addresses.items()]
    places.ENVIRONMENT_FILE.write_text("".join(lines), encoding="utf-8")


def _say(name: str, message: str, write: Callable[[str], object] = sys.stdout.write) -> None:
    write(f"{name + ':':<15} {message}\n")
    sys.stdout.flush()


COMMANDS = {"install": _install, "start": _start, "stop": _stop, "status": _status, "env": _env}

if __name__ == "__main__":
    sys.exit(main())
