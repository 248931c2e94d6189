"""A load balancer learns whether the process lives and whether it can serve pages."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection


class TestAlive:
    def test_answers_without_the_database(self, client):
        # Without the django_db mark any query would fail this test.
        response = client.get("/healthz")

        assert response.status_code == 200
        assert response.json() == {"status": "alive"}


@pytest.mark.django_db
class TestReady:
    def test_is_ready_when_the_database_answers(self, client):
        response = client.get("/readyz")

        assert response.status_code == 200
        assert response.json() == {"status": "ready", "database": True, "cache": True}

    def test_is_down_without_the_database(self, client, monkeypatch):
        def refuse():
            raise DatabaseError

        monkeypatch.setattr(connection, "cursor", refuse)

        response = client.get("/readyz")

        assert response.status_code == 503
        assert response.json()["status"] == "down"

    def test_stays_ready_and_says_so_without_the_cache(self, client, monkeypatch):
        def refuse(*args, **kwargs):
            raise ConnectionError

        monkeypatch.setattr(cache, "set", refuse)

        response = client.get("/readyz")

        assert response.status_code == 200
        assert response.json() == {"status": "ready", "database": True, "cache": False}

    @pytest.mark.parametrize("address", ["/healthz", "/readyz"])
    def test_is_read_only(self, client, address):
        assert client.post(address).status_code == 405
