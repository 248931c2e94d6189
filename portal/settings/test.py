"""Tests: the embedded stack in a throw-away folder; the real stack where its addresses are in the
environment.
"""

import os
import tempfile
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_data = Path(tempfile.gettempdir()) / f"common-practice-tests-{os.getuid()}-{os.getpid()}-{_worker}"

_is_real_stack = os.environ.get("TEST_STACK") == "real"
# Two checkouts that share one server each name a prefix of their own.
_prefix = os.environ.get("TEST_INDEX_PREFIX", "test")

# Tests must not read the developer's own settings: these values win over the environment.
os.environ.update(
    {
        "SECRET_KEY": "tests-only-0123456789abcdefghijklmnopqrstuvwxyz-0123456789",
        "SITE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
        "SEARCH_ENGINE_URL": f"tantivy://{_data / 'search'}",
        "SEARCH_INDEX_PREFIX": f"{_prefix}-{_worker}",
        # Tests make their own model; none is ever fetched.
        "SEARCH_MODEL": "",
        "EMAIL_WEBHOOK_SECRET": "",
        "EMAIL_RATE_LIMIT": "0",
        "OIDC_SERVER_URL": "",
        "HF_HUB_OFFLINE": "1",
        "CELERY_BROKER_URL": "",
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": f"outbox://{_data / 'outbox'}",
        "MAIL_READBACK_URL": "",
        "DEFAULT_FROM_EMAIL": "Common Practice <hello@example.org>",
        "UPDATES_FROM_EMAIL": "",
        "DATA_DIR": str(_data),
        "MEDIA_ROOT": str(_data / "media"),
        "LOG_FORMAT": "console",
        "SECURE_SSL_REDIRECT": "false",
        "DATABASE_URL": f"sqlite:///{_data / 'portal.sqlite3'}",
    }
)
if _is_real_stack:
    os.environ.update(
        {
            "DATABASE_URL": os.environ["TEST_DATABASE_URL"],
            "SEARCH_ENGINE_URL": os.environ["TEST_ELASTICSEARCH_URL"],
            "CELERY_BROKER_URL": os.environ["TEST_REDIS_URL"],
            "CACHE_URL": os.environ["TEST_REDIS_URL"].replace("redis://", "rediscache://", 1),
        }
    )

from portal.settings.base import *  # noqa: E402 - the values above must come first

_data.mkdir(parents=True, exist_ok=True)
# Workers share one Redis: what one keeps of its pages must not be read by another.
CACHES["default"]["KEY_PREFIX"] = f"{_prefix}-{_worker}"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
SECURE_HSTS_SECONDS = 0
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # Speed only; no real password here.
ACCOUNT_RATE_LIMITS = False
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
