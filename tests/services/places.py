"""Where the test servers keep their files and which loopback ports they listen on."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SERVICES = REPOSITORY / "var" / "services"
ENVIRONMENT_FILE = SERVICES / "env"


def port(variable: str, default: int) -> int:
    """Port named by the environment variable, or the default where it is not set."""
    return int(os.environ.get(variable) or default)
