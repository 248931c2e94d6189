"""The started servers are set up as the compose file sets up theirs."""

import os

import psycopg
import pytest
import redis


@pytest.fixture
def database():
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture
def broker():
    with redis.Redis.from_url(os.environ["TEST_REDIS_URL"], decode_responses=True) as client:
        yield client


@pytest.mark.postgresql
class TestPostgreSQL:
    def test_sorts_names_as_a_reader_of_english_expects(self, database):
        rows = database.execute(
            "SELECT name FROM (VALUES ('Zest'), ('être'), ('care'), ('Example')) AS t (name)"
            " ORDER BY name"
        ).fetchall()

        assert [name for (name,) in rows] == ["care", "être", "Example", "Zest"]

    def test_gives_the_portal_no_more_rights_than_test_databases_need(self, database):
        rights = database.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

        assert rights == (False, True, False)


@pytest.mark.redis
class TestRedis:
    @pytest.mark.parametrize(
        ("setting", "expected"),
        [("appendonly", "yes"), ("appendfsync", "everysec"), ("maxmemory-policy", "noeviction")],
    )
    def test_keeps_accepted_messages(self, broker, setting, expected):
        assert broker.config_get(setting) == {setting: expected}
