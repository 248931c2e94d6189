"""Tells a person who reads a page from a program that fetches it, for counts alone."""

import re

from django.http import HttpRequest

_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|archiv|headless|python|curl|wget|java/|go-http",
    re.IGNORECASE,
)


def is_of_a_person(request: HttpRequest) -> bool:
    """Whether a browser asks for a page that somebody wants to see now.

    Only what the request says of itself is read; a program that passes for a browser is counted.
    """
    agent = request.headers.get("User-Agent", "")
    is_prefetch = "prefetch" in request.headers.get("Sec-Purpose", "")
    return (
        request.method == "GET" and not is_prefetch and bool(agent) and not _PROGRAMS.search(agent)
    )
