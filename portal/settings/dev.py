"""Development and the demonstration: the embedded stack in var/, with no server to install."""

from portal.settings.parts.environment import BASE_DIR, env, supply_defaults

_data = BASE_DIR / "var"

supply_defaults(
    {
        "SECRET_KEY": "development-only-never-in-production-0123456789abcdefghij",
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "DATABASE_URL": f"sqlite:///{_data / 'portal.sqlite3'}",
        "SEARCH_ENGINE_URL": f"tantivy://{_data / 'search'}",
        "CACHE_URL": f"filecache://{_data / 'cache'}",
        "EMAIL_URL": f"outbox://{_data / 'outbox'}",
        "DEFAULT_FROM_EMAIL": "Common Practice <hello@example.org>",
        "DATA_DIR": str(_data),
        "MEDIA_ROOT": str(_data / "media"),
        "LOG_FORMAT": "console",
        "SECURE_SSL_REDIRECT": "false",
    }
)

from portal.settings.base import *  # noqa: E402 - the defaults above must come first

DEBUG = env.bool("DEBUG", default=False)
# Plain HTTP on one machine: cookies marked Secure or named __Host- would not be kept.
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
SECURE_HSTS_SECONDS = 0
# Built files are served as they are, without a collectstatic step.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
