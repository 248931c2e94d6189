"""One log line per event, as JSON in production, without personal data."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from portal.settings.parts.environment import env

LONGEST_SEGMENT = 24
"""Characters of a path segment that may be logged: longer ones are tokens that open something."""

# Addresses of people and of their machines are nobody's business in a log.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None


def _without_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep of a logged request only its method and path: no query, no token, no browser."""
    event.pop("user_agent", None)
    request = event.get("request")
    if isinstance(request, str):
        method, _space, address = request.partition(" ")
        segments = address.partition("?")[0].split("/")
        kept = [part if len(part) <= LONGEST_SEGMENT else "..." for part in segments]
        event["request"] = f"{method} {'/'.join(kept)}"
    return event


_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _without_secrets,
]

structlog.configure(
    processors=[
        *_shared,
        structlog.stdlib.filter_by_level,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

_renderers = {
    "json": structlog.processors.JSONRenderer(),
    "console": structlog.dev.ConsoleRenderer(colors=False),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": _renderers[env("LOG_FORMAT")],
            "foreign_pre_chain": _shared,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        # One line a request is for operators; a person who tries the portal out needs none.
        "django_structlog": {"level": "INFO" if env("LOG_FORMAT") == "json" else "WARNING"},
        "elastic_transport": {"level": "WARNING"},
        # Two lines for every page saved say nothing that the audit log does not.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
