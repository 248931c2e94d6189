"""The main job on the embedded stack, each part in a process of its own."""

import json
import sqlite3
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from tests.portal_process import Portal, embedded_portal

KEYS = {
    "published",
    "found_by_theme",
    "found_by_synonym",
    "found_by_typo",
    "seconds_to_findable",
    "digest",
    "digest_repeat_sent",
    "tender",
    "consortium",
    "optimal",
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    portal = embedded_portal(tmp_path_factory.mktemp("portal"))
    portal.set_up()
    return portal


def counts_in(portal):
    """How many rows there are of all that a walkthrough makes."""
    tables = ("practices_practicepage", "tenders_tender")
    tables += ("subscriptions_subscriber", "subscriptions_topic")
    path = portal.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names.
            for table in tables
        }


class TestWalkthroughOnTheEmbeddedStack:
    def test_proves_every_step_of_the_main_job(self, portal):
        with portal.running(["manage.py", "run_jobs"]):
            done = portal.manage("walkthrough", "--json")

        assert done.returncode == 0, done.stderr
        proof = json.loads(done.stdout)
        assert set(proof) == KEYS
        assert proof["found_by_theme"] is proof["found_by_synonym"] is True
        assert proof["found_by_typo"] is proof["optimal"] is True
        assert proof["seconds_to_findable"] < 5
        assert proof["published"] in proof["digest"]["items"]
        assert proof["digest_repeat_sent"] == 0
        assert len(proof["consortium"]["members"]) >= 2

    def test_knows_its_digest_by_whatever_address_the_worker_writes_into_mails(self, portal):
        # As with `make demo PORT=8010` and the command in another terminal: either may send it.
        elsewhere = replace(
            portal, environment={**portal.environment, "SITE_URL": "http://localhost:8010"}
        )

        with elsewhere.running(["manage.py", "run_jobs"]):
            done = portal.manage("walkthrough", "--json")

        assert done.returncode == 0, done.stderr
        proof = json.loads(done.stdout)
        paths = [urlsplit(address).path for address in proof["digest"]["items"]]
        assert urlsplit(proof["published"]).path in paths

    def test_leaves_nothing_behind(self, portal):
        before = counts_in(portal)

        done = portal.manage("walkthrough", "--json")

        assert done.returncode == 0, done.stderr
        assert counts_in(portal) == before

    def test_fails_with_the_reason_when_no_provider_is_open_to_matching(self, portal, tmp_path):
        empty = embedded_portal(tmp_path)
        empty.manage("migrate", "--verbosity", "0")

        done = empty.manage("walkthrough", "--json", "--patience", "2")

        assert done.returncode == 1
        assert "manage.py" in done.stderr
