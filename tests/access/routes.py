"""Every address that the URL configuration answers, for the tests that must miss none."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

WHOLE_PREFIXES = {"cms/", "django-admin/"}
"""Parts that belong to others as a whole: one row with a set of probes stands for each."""


def routes() -> list[str]:
    """The route of each pattern, as Django writes it, joined over the includes; each once.

    A pattern behind an equal one is never reached, so one entry stands for both.
    """
    return list(dict.fromkeys(_routes(get_resolver().url_patterns, "")))


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern) or route in WHOLE_PREFIXES:
            yield route
        else:
            yield from _routes(pattern.url_patterns, route)
