"""The installed Chromium that browser tests drive; it is found, never left running."""

import os
import shutil

from tests.services.processes import MissingProgramError

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """Path of the browser, CHROMIUM_PATH before any other; raises MissingProgramError."""
    chosen = os.environ.get("CHROMIUM_PATH")
    found = chosen or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None or not os.access(found, os.X_OK):
        raise MissingProgramError("Chromium is not installed: apt-get install chromium")
    return found


def stop() -> bool:
    """Nothing to end: each browser test closes its own browser."""
    return False


def is_installed() -> bool:
    """True where browser tests can run."""
    try:
        find()
    except MissingProgramError:
        return False
    return True
