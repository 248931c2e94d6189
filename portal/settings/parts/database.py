"""Where rows are kept: SQLite in one file, or PostgreSQL, from DATABASE_URL."""

from typing import Any

from portal.settings.parts.environment import env


def _database() -> dict[str, Any]:
    config: dict[str, Any] = env.db("DATABASE_URL")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so that
        # two writers wait for each other (20 s) instead of failing with "database is locked".
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
