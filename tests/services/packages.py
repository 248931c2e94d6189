"""Installs the Debian packages of the components that this machine lacks."""

import os
import shutil
import subprocess
from collections.abc import Iterable

from tests.services.components import Component
from tests.services.processes import MissingProgramError, ServiceError

# Another apt-get may be at work on a fresh machine, so wait for its lock instead of failing.
APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")


def missing_packages(components: Iterable[Component]) -> list[str]:
    """Names of the packages whose components are not installed, in the components' order."""
    return [package for each in components if _is_missing(each) for package in each.packages]


def install(components: Iterable[Component]) -> list[str]:
    """Installs what is missing and returns its package names.

    Raises ServiceError where there is no apt-get, no permission, or apt-get fails.
    """
    wanted = missing_packages(components)
    if not wanted:
        return []
    if shutil.which("apt-get") is None:
        raise ServiceError(f"no apt-get here: install these by hand: {' '.join(wanted)}")
    if os.geteuid() != 0:
        raise ServiceError(f"needs root: sudo apt-get install -y {' '.join(wanted)}")
    _run([*APT, "update"])
    _run([*APT, "install", "-y", "--no-install-recommends", *wanted])
    return wanted


def _is_missing(component: Component) -> bool:
    try:
        component.find()
    except MissingProgramError:
        return True
    return False


def _run(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if result.returncode:
        lines = result.stderr.strip().splitlines() or ["no message"]
        raise ServiceError(f"{command[0]} failed: {lines[-1]}")
