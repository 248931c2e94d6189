"""The search page, the same search as a feed, a spreadsheet and JSON, and suggestions."""

from dataclasses import replace

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.common.spreadsheets import csv_download
from portal.practices.query import PracticeQuery
from portal.practices.selectors.shortlist import on_shortlist
from search.demand import count_search
from search.exports import atom_feed, json_page, json_suggestions
from search.finder import finder_for
from search.finding import practices_found
from search.port import SearchUnavailableError
from search.spreadsheet import search_csv
from search.suggestions import suggestions_for

log = structlog.get_logger(__name__)

SUGGESTIONS_KEPT = 10
"""Seconds that a browser or proxy may keep suggestions: they are the same for everybody, and what
was withdrawn must not linger.
"""
RETRY_AFTER = "30"  # Seconds; a restarted engine is back well within this.


@require_safe
def practice_search(request: HttpRequest) -> HttpResponse:
    """Find practices by words and filters; the address holds the whole search."""
    query = PracticeQuery.parse(request.GET)
    try:
        finder = finder_for(query)
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        page = render(request, "search/unavailable.html", {"query": query}, status=503)
        page.headers["Retry-After"] = RETRY_AFTER
        return page
    count_search(request, finder.findings)
    context = {
        "finder": finder,
        "clear_url": finder.clear_url,
        "on_shortlist": on_shortlist(request.user, (card.id for card in finder.cards)),
    }
    return render(request, "search/finder.html", context)


@require_safe
def practice_feed(request: HttpRequest) -> HttpResponse:
    """The newest practices of a search as an Atom feed (RFC 4287)."""
    query = PracticeQuery.parse(request.GET)
    try:
        findings = practices_found(replace(query, is_newest_first=True), facets=())
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        return _resting("Search is resting. Try again in a minute.", "text/plain; charset=utf-8")
    feed = atom_feed(findings, site_url=settings.SITE_URL)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@require_safe
def practice_csv(request: HttpRequest) -> HttpResponseBase:
    """The results of a search as a spreadsheet, up to the most that a search pages to."""
    query, now = PracticeQuery.parse(request.GET), timezone.now()
    try:
        lines = search_csv(query, site_url=settings.SITE_URL, at=now)
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        return _resting("Search is resting. Try again in a minute.", "text/plain; charset=utf-8")
    return csv_download(lines, filename=f"practices-{timezone.localdate(now)}.csv")


@require_safe
def practice_api(request: HttpRequest) -> HttpResponse:
    """One page of a search as JSON: the same parameters, results and counts as the page."""
    query = PracticeQuery.parse(request.GET)
    try:
        answer = json_page(practices_found(query), site_url=settings.SITE_URL)
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        return _resting('{"error": "search is resting"}', "application/json")
    return JsonResponse(answer)


@require_safe
def practice_suggestions(request: HttpRequest) -> HttpResponse:
    """What begins as typed, as a page of links; the search box shows the same while typing."""
    query = PracticeQuery.parse(request.GET)
    suggestions = suggestions_for(query.text, practices=20, names=20)
    context = {"query": query, "suggestions": suggestions}
    return render(request, "search/suggestions.html", context)


@require_safe
@cache_control(public=True, max_age=SUGGESTIONS_KEPT)
def suggestion_api(request: HttpRequest) -> HttpResponse:
    """The few best suggestions as JSON, for the search box; never an error for what is typed."""
    query = PracticeQuery.parse(request.GET)
    return JsonResponse(json_suggestions(suggestions_for(query.text, practices=5, names=2)))


def _resting(text: str, content_type: str) -> HttpResponse:
    headers = {"Retry-After": RETRY_AFTER}
    return HttpResponse(text, status=503, content_type=content_type, headers=headers)
