"""The tender board, and the same query as a feed and as a spreadsheet."""

from dataclasses import replace

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.common.spreadsheets import csv_download
from portal.tenders.board import BoardQuery
from search.port import SearchUnavailableError
from search.tender_board import tender_board
from search.tender_exports import tender_atom_feed, tender_csv_lines
from search.tender_finding import tenders_found

log = structlog.get_logger(__name__)

RETRY_AFTER = "30"  # Seconds; a restarted engine is back well within this.


@require_safe
def tender_list(request: HttpRequest) -> HttpResponse:
    """Tenders by words and filters; the address holds the whole search."""
    query = BoardQuery.parse(request.GET)
    try:
        board = tender_board(query, at=timezone.now())
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        wordless = tender_board(replace(query, text=""), at=timezone.now())
        context = {"board": wordless, "typed": query.text, "clear_url": wordless.clear_url}
        page = render(request, "tenders/tender_list.html", context, status=503)
        page.headers["Retry-After"] = RETRY_AFTER
        return page
    context = {"board": board, "typed": query.text, "clear_url": board.clear_url}
    return render(request, "tenders/tender_list.html", context)


@require_safe
def tender_feed(request: HttpRequest) -> HttpResponse:
    """The newest tenders of a query as an Atom feed (RFC 4287)."""
    query = BoardQuery.parse(request.GET)
    try:
        found = tenders_found(query, at=timezone.now())
    except SearchUnavailableError as error:
        return _resting(error)
    feed = tender_atom_feed(found, site_url=settings.SITE_URL)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@require_safe
def tender_csv(request: HttpRequest) -> HttpResponseBase:
    """The tenders of a query as a spreadsheet, in its order."""
    query, now = BoardQuery.parse(request.GET), timezone.now()
    try:
        found = tenders_found(query, at=now)
    except SearchUnavailableError as error:
        return _resting(error)
    lines = tender_csv_lines(found, site_url=settings.SITE_URL)
    return csv_download(lines, filename=f"tenders-{timezone.localdate(now)}.csv")


def _resting(error: SearchUnavailableError) -> HttpResponse:
    log.warning("search.unavailable", reason=str(error))
    words = "Search is resting. Try again in a minute."
    return HttpResponse(
        words,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": RETRY_AFTER},
    )
