"""The environment variables that the settings read, each with its type and no silent default."""

import os
from collections.abc import Mapping
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]

SCHEME = {
    "SECRET_KEY": str,
    "SECRET_KEY_FALLBACKS": (list, []),
    "SITE_URL": str,
    "ALLOWED_HOSTS": list,
    "CSRF_TRUSTED_ORIGINS": (list, []),
    "DATABASE_URL": str,
    "SEARCH_ENGINE_URL": str,
    "SEARCH_INDEX_PREFIX": (str, "portal"),
    "SEARCH_MODEL": (str, ""),
    "EMAIL_WEBHOOK_SECRET": (str, ""),
    "EMAIL_RATE_LIMIT": (int, 0),
    "CELERY_BROKER_URL": (str, ""),
    "CACHE_URL": str,
    "EMAIL_URL": str,
    "DEFAULT_FROM_EMAIL": str,
    "UPDATES_FROM_EMAIL": (str, ""),
    "DATA_DIR": str,
    "MEDIA_ROOT": str,
    "MAIL_READBACK_URL": (str, ""),
    "OIDC_SERVER_URL": (str, ""),
    "OIDC_NAME": (str, ""),
    "OIDC_CLIENT_ID": (str, ""),
    "OIDC_CLIENT_SECRET": (str, ""),
    "LOG_FORMAT": (str, "json"),
    "SECURE_SSL_REDIRECT": (bool, True),
    "TRUSTED_PROXY_COUNT": (int, 0),
}
"""Name -> type, or (type, default) where leaving it out has one safe meaning."""

VARIABLES = frozenset(SCHEME)

env = environ.Env(**SCHEME)


def supply_defaults(values: Mapping[str, str]) -> None:
    """Give variables a value where the environment has none: for development and tests only."""
    for name, value in values.items():
        os.environ.setdefault(name, value)
