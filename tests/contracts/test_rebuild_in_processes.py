"""Rebuilds in processes of their own: killed at any point, and while others publish."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.db import connection
from elasticsearch import Elasticsearch

from tests.contracts.rebuild_process import FIRST, START
from tests.portal_process import REPOSITORY, Portal, embedded_portal

# The tests' own tables are what every portal here begins with.
pytestmark = pytest.mark.django_db

CHANGES = 60


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """A folder with a database that has its tables and nothing else."""
    folder = tmp_path_factory.mktemp("migrated")
    if connection.vendor == "sqlite":
        # A copy of the tests' own tables saves the time of migrating once more.
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "portal.sqlite3")])
        return folder
    done = embedded_portal(folder).manage("migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def portal(request, migrated, tmp_path):
    """A small portal with an index on one of the engines."""
    shutil.copytree(migrated, tmp_path / "portal")
    portal = embedded_portal(tmp_path / "portal")
    prefix = f"killed-{uuid.uuid4().hex[:12]}"
    portal.environment["SEARCH_INDEX_PREFIX"] = prefix
    if request.param == "elasticsearch":
        portal.environment["SEARCH_ENGINE_URL"] = os.environ["TEST_ELASTICSEARCH_URL"]
    answer(portal, "fill")
    yield portal
    if request.param == "elasticsearch":
        with Elasticsearch(os.environ["TEST_ELASTICSEARCH_URL"]) as client:
            for index in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=index)


def started(portal: Portal, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, *command],
        cwd=REPOSITORY,
        env=portal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> dict:
    output, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors[-2000:]
    return json.loads(output.splitlines()[-1])


def answer(portal: Portal, *command: str) -> dict:
    return ended(started(portal, *command))


def indexes(portal: Portal) -> int:
    prefix, url = (
        portal.environment[name] for name in ("SEARCH_INDEX_PREFIX", "SEARCH_ENGINE_URL")
    )
    if url.startswith("tantivy"):
        folder = Path(url.removeprefix("tantivy://"))
        return sum(path.is_dir() for path in folder.glob(f"{prefix}-*"))
    with Elasticsearch(url) as client:
        return len(client.indices.get(index=f"{prefix}*"))


class TestKilledRebuild:
    @pytest.mark.parametrize(
        "command",
        [
            ("kill", "before the first read"),
            ("kill", "in the middle"),
            ("kill", "before the proof"),
            ("kill", "before the switch"),
            ("kill_in_switch",),
            ("kill", "after the switch"),
        ],
        ids=" ".join,
    )
    def test_leaves_one_index_that_answers_and_loses_nothing(self, portal, command):
        process = started(portal, *command)
        process.communicate(timeout=240)
        assert process.returncode == -9

        changed = answer(portal, "change")
        rebuilt = answer(portal, "rebuild")

        assert changed["found"] == changed["live"] == sorted([*FIRST[1:], "Late"])
        assert rebuilt["found"] == rebuilt["live"] == changed["live"]
        assert rebuilt["is_known"]
        assert not rebuilt["is_building"]
        assert indexes(portal) <= 2


class TestConcurrentRebuild:
    def test_never_shows_what_was_taken_down_and_loses_no_write(self, portal, tmp_path):
        flag = tmp_path / "enough"
        rebuilder = started(portal, "rebuild_until", str(flag))

        changed = answer(portal, "change_for_long", str(CHANGES))
        flag.touch()
        rebuilt = ended(rebuilder)
        settled = answer(portal, "settle")

        assert changed["shown"] == []
        assert changed["done"] > 0
        assert rebuilt["rebuilds"] > 0
        assert settled["found"] == settled["live"]
        assert settled["is_right"]
