"""The solver is 60 MB and brings pandas along: a web process must start without them."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[4]
SCRIPT = """
import sys, django
django.setup()
import portal.urls
print([name for name in ("ortools", "pandas") if name in sys.modules])
"""


class TestWebStartUp:
    def test_does_not_load_the_solver(self):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}

        result = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )

        assert result.stdout.splitlines()[-1] == "[]"
