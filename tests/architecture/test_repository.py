"""The top of the repository holds the agreed names only, and every requirement is one version."""

import re
from fnmatch import fnmatch

import pytest

from tests.architecture.sources import ROOT, advice

PROJECT = {
    "portal",
    "search",
    "home",
    "tasks",
    "tests",
    "docker-compose.yml",
    "requirements.txt",
    "README.md",
}
# Beside them only what the tools of the ecosystem look for by name.
ECOSYSTEM = {
    ".ci",
    ".dockerignore",
    ".env.example",
    ".git",
    ".gitignore",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "docs",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.txt",
}
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[a-z0-9,_-]+\])?==[0-9][\w.]*")


def _ignored_names() -> list[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.strip("/") for line in lines if line and not line.startswith("#")]


def _requirements(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


class TestTopLevel:
    def test_holds_the_agreed_names_only(self):
        ignored = _ignored_names()
        names = {path.name for path in ROOT.iterdir()}

        found = {
            name
            for name in names - PROJECT - ECOSYSTEM
            if not any(fnmatch(name, pattern) for pattern in ignored)
        }

        assert not found, advice("Put it inside a package, docs/ or tests/.", found)

    def test_holds_every_package_of_the_project(self):
        missing = {name for name in PROJECT if not (ROOT / name).exists()}

        assert not missing, advice("The layout is fixed: put it back.", missing)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
class TestRequirements:
    def test_are_each_pinned_to_one_version(self, name):
        found = [line for line in _requirements(name) if not PIN.fullmatch(line)]

        assert not found, advice(
            "Write name==version, so that every machine installs the same.", found
        )

    def test_name_each_package_once(self, name):
        pins = [PIN.match(line) for line in _requirements(name)]
        names = [pin["name"].lower() for pin in pins if pin]

        assert len(names) == len(set(names)), "Keep one line for each package."


class TestRequirementsDev:
    def test_build_on_the_runtime_requirements(self):
        text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")

        assert "-r requirements.txt" in text.splitlines(), "Both files are installed together."
