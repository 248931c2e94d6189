"""The environment is read in one place, by declared names, and a missing one is said plainly."""

import ast
import os
import subprocess
import sys

import pytest

from portal.settings.parts.environment import SCHEME
from tests.architecture.sources import ROOT, advice, at, lines_of, name_of, source_modules, tree_of

SETTINGS = ROOT / "portal" / "settings"
# A switch of dev.py alone: base says DEBUG = False and asks nobody.
DEVELOPMENT_ONLY = {"DEBUG"}
REQUIRED = sorted(name for name, kind in SCHEME.items() if not isinstance(kind, tuple))
COMPLETE = {
    "SECRET_KEY": "0123456789",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "SEARCH_ENGINE_URL": "tantivy:///nowhere",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://mail.example.org",
    "DEFAULT_FROM_EMAIL": "hello@example.org",
    "DATA_DIR": "/nowhere",
    "MEDIA_ROOT": "/nowhere",
}


def _is_env(node: ast.expr) -> bool:
    base = node.value if isinstance(node, ast.Attribute) else node
    return isinstance(base, ast.Name) and base.id == "env"


def _reads() -> list[tuple[str, str]]:
    """Every `env("NAME")` and `env.type("NAME")` in the settings, with its place."""
    return [
        (node.args[0].value, at(path, node.lineno))
        for path in SETTINGS.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and _is_env(node.func)
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


class TestEnvironment:
    def test_declares_every_variable_that_the_settings_read(self):
        found = [
            f"{place}: {name}"
            for name, place in _reads()
            if name not in SCHEME
            and not (name in DEVELOPMENT_ONLY and place.startswith("portal/settings/dev.py"))
        ]

        assert not found, advice(
            "Add the name and its type to SCHEME in parts/environment.py.", found
        )

    def test_declares_no_variable_that_nothing_reads(self):
        unread = set(SCHEME) - {name for name, _place in _reads()}

        assert not unread, advice("Remove it from SCHEME, or read it.", unread)

    def test_is_read_by_the_settings_alone(self):
        found = [
            at(path, node.lineno)
            for path in source_modules()
            if SETTINGS not in path.parents
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Attribute)
            and node.attr in {"environ", "getenv"}
            # The name of the settings module is set before any setting can be read.
            and "DJANGO_SETTINGS_MODULE" not in lines_of(path)[node.lineno - 1]
        ]

        assert not found, advice("Add a setting, and read django.conf.settings.", found)


class TestProductionSettings:
    def test_start_with_every_required_variable(self):
        result = _start(COMPLETE)

        assert result.returncode == 0, result.stderr

    @pytest.mark.parametrize("name", REQUIRED)
    def test_refuse_to_start_without_a_required_variable_and_name_it(self, name):
        environment = {key: value for key, value in COMPLETE.items() if key != name}

        result = _start(environment)

        last_line = result.stderr.strip().splitlines()[-1]
        assert result.returncode != 0
        assert name in last_line

    def test_refuse_to_start_with_an_empty_environment(self):
        result = _start({})

        assert result.returncode != 0
        assert any(name in result.stderr.strip().splitlines()[-1] for name in REQUIRED)


class TestSettingsModules:
    def test_are_the_four_agreed_ones(self):
        found = {name_of(path) for path in SETTINGS.glob("*.py")}

        assert found == {
            f"portal/settings/{name}.py"
            for name in ("__init__", "base", "dev", "test", "production")
        }, "A deployment differs by its environment, never by a settings file of its own."
