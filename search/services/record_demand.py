"""Counts a search by its wording and its themes, and forgets the counts when their time is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from portal.common.lock_wait import short_lock_wait
from portal.common.typed_text import MAX_CHARACTERS
from portal.practices.models import Theme
from search.models import QueryCount, ThemeCount
from search.personal_data import looks_personal
from search.text import indexable

log = structlog.get_logger(__name__)

READABLE_FROM = 3
"""Times that a wording must be typed within `HASHES_LIVE` before it is kept in readable form."""
HASHES_LIVE = timedelta(days=28)
"""A wording typed more rarely is forgotten, its hash too."""
COUNTS_LIVE = timedelta(days=396)
"""A year and a month, so that a month can be held against the same one a year before."""
LOCK_WAIT = 50  # milliseconds; a lost count matters less than a reader's time


@dataclass(frozen=True, kw_only=True)
class SearchMade:
    """One search as it was typed, and what came of it; of whom and when is not in it."""

    text: str
    themes: Collection[str]
    """Slugs of the themes that were chosen as filters."""
    total: int
    is_weak: bool


def record_search(*, search: SearchMade, on: date) -> bool:
    """Count the search; False, and a log line, where the database does not take it at once.

    Never raises for the database: the reader's page must not fail over a count.
    """
    try:
        with short_lock_wait(LOCK_WAIT):
            _count_wording(search, on)
            _count_themes(search.themes, on)
    except DatabaseError as error:
        log.warning("search.demand.not_counted", error=type(error).__name__)
        return False
    return True


@transaction.atomic
def forget_demand(*, on: date) -> int:
    """Delete rare wordings of four weeks ago and every count of last year; how many rows."""
    rare = QueryCount.objects.filter(text="", day__lt=on - HASHES_LIVE)
    rows, _by_model = rare.delete()
    for model in (QueryCount, ThemeCount):
        old, _by_model = model._default_manager.filter(day__lt=on - COUNTS_LIVE).delete()
        rows += old
    return rows


def _count_wording(search: SearchMade, on: date) -> None:
    text = indexable(search.text)[:MAX_CHARACTERS]
    if not text or looks_personal(search.text):
        return
    text_hash = salted_hmac("search.demand", text, algorithm="sha256").hexdigest()
    row, _is_new = QueryCount.objects.get_or_create(day=on, text_hash=text_hash)
    is_weak = search.is_weak and search.total > 0
    QueryCount.objects.filter(pk=row.pk).update(
        times=F("times") + 1,
        nothing_times=F("nothing_times") + int(search.total == 0),
        weak_times=F("weak_times") + int(is_weak),
        last_total=search.total,
    )
    if not row.text:
        _make_readable(text_hash, text, on)


def _make_readable(text_hash: str, text: str, on: date) -> None:
    rows = QueryCount.objects.of_wording(text_hash).since(on - HASHES_LIVE)
    if (rows.aggregate(times=Sum("times"))["times"] or 0) >= READABLE_FROM:
        rows.update(text=text)


def _count_themes(slugs: Collection[str], on: date) -> None:
    for theme_id in Theme.objects.filter(slug__in=slugs).values_list("pk", flat=True):
        row, _is_new = ThemeCount.objects.get_or_create(day=on, theme_id=theme_id)
        ThemeCount.objects.filter(pk=row.pk).update(times=F("times") + 1)
