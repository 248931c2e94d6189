"""Reads feeds of notices page by page; the place is kept after each, so a kill loses nothing."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from django.utils.translation import gettext as _

from portal.tenders.deadlines import UK_TIME
from portal.tenders.models import NoticeFeed
from portal.tenders.services.fetch_pages import FetchError, check_server, fetch_page, next_page
from portal.tenders.services.import_releases import import_releases

EVERY = timedelta(hours=1)
LEASE = timedelta(minutes=5)
"""How long a feed is left to whoever reads a page of it: above the time limit of the task."""
FIRST_READING = timedelta(days=30)
"""How far back a feed is read that was never read."""
OVERLAP = timedelta(days=1)
"""Services name times without a zone, and some publish late; what comes twice changes nothing."""
MOST_PAGES = 5_000
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
PATIENCE = 4
"""After so many failures at one page the pass begins anew: its cursor may have expired."""

log = structlog.get_logger(__name__)


def read_next_page(*, at: datetime) -> bool:
    """Import one page of the feed whose turn it is; False when none is due.

    Two that read at once take different feeds. Whatever goes wrong, all notices are kept and the
    feed waits, longer each time.
    """
    feed = _claimed(at)
    if feed is None:
        return False
    try:
        following = _import_page(feed, at=at)
    except FetchError as error:
        _put_off(feed, str(error), at=at)
    except Exception:
        # Other feeds must not wait for this one, whatever is wrong with it.
        _put_off(feed, _("The portal failed at this page. Tell its makers."), at=at)
        raise
    else:
        _advance(feed, following, at=at)
    return True


def _claimed(at: datetime) -> NoticeFeed | None:
    feed = NoticeFeed.objects.due_at(at).first()
    if feed is None:
        return None
    rows = NoticeFeed.objects.due_at(at).filter(pk=feed.pk)
    if not rows.update(next_try_at=at + LEASE, last_tried_at=at):
        return None
    feed.next_try_at = at + LEASE
    feed.pass_started_at = feed.pass_started_at or at
    return feed


def _import_page(feed: NoticeFeed, *, at: datetime) -> str:
    """Import the page that the feed stands at; the address of the next, empty after the last."""
    if feed.page_count >= MOST_PAGES:
        raise FetchError(_("The feed does not end. Check its address; it may go in a circle."))
    first = _address(feed)
    url = feed.next_page_url or first
    check_server(url, first)
    with TemporaryDirectory(prefix="tenders-") as folder:
        name = f"{feed.source}-page-{feed.page_count + 1}.json"
        path = fetch_page(url, Path(folder) / name)
        report = import_releases([path], at=at)
        for refusal in report.refused:
            # One bad release is written down and passed by; a bad page may be better next time.
            if refusal.place.row == 0 and not refusal.path:
                raise FetchError(refusal.reason)
        following = next_page(path, url)
    check_server(following or url, first)
    if following == url:
        raise FetchError(_("The next page is this page again; the feed goes in a circle."))
    return following


def _address(feed: NoticeFeed) -> str:
    addresses = feed.address_list
    if feed.address_number >= len(addresses):
        raise FetchError(_("There is no address. Write one for this service."))
    since = _since(feed).astimezone(UK_TIME)
    return (
        addresses[feed.address_number]
        .replace("{since}", (since - OVERLAP).strftime("%Y-%m-%dT%H:%M:%S"))
        .replace("{month}", since.strftime("%m-%Y"))
    )


def _advance(feed: NoticeFeed, following: str, *, at: datetime) -> None:
    """Move on to the next page, the next address, or to the end of the pass."""
    is_more = bool(following) or feed.address_number + 1 < len(feed.address_list)
    if is_more:
        _write(
            feed,
            next_page_url=following,
            address_number=feed.address_number + (not following),
            page_count=feed.page_count + 1,
            pass_started_at=feed.pass_started_at,
            next_try_at=at,
            # A page forgives one failure: a feed that always fails further on still waits.
            failures=max(0, feed.failures - 1),
        )
        return
    read_to = _until(feed)
    is_all = read_to == feed.pass_started_at
    _write(
        feed,
        **_NO_PASS,
        read_to=read_to,
        last_good_at=at if is_all else feed.last_good_at,
        problem="",
        failures=0,
        next_try_at=at + EVERY if is_all else at,
    )
    log.info("tenders.feed.read", source=feed.source, pages=feed.page_count + 1)


def _put_off(feed: NoticeFeed, problem: str, *, at: datetime) -> None:
    failures = feed.failures + 1
    wait = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    anew = _NO_PASS if failures % PATIENCE == 0 else {"pass_started_at": feed.pass_started_at}
    _write(feed, **anew, problem=problem[:300], failures=failures, next_try_at=at + wait)
    log.warning("tenders.feed.failed", source=feed.source, failures=failures, problem=problem)


_NO_PASS = {"pass_started_at": None, "address_number": 0, "next_page_url": "", "page_count": 0}


def _write(feed: NoticeFeed, **columns: object) -> None:
    # Only while the feed is still ours: somebody may have changed it, or taken it over.
    NoticeFeed.objects.filter(pk=feed.pk, next_try_at=feed.next_try_at).update(**columns)


def _started_at(feed: NoticeFeed) -> datetime:
    if feed.pass_started_at is None:
        raise ValueError("Only a claimed feed is in a pass.")
    return feed.pass_started_at


def _since(feed: NoticeFeed) -> datetime:
    return feed.read_to or _started_at(feed) - FIRST_READING


def _until(feed: NoticeFeed) -> datetime:
    """Up to when a whole pass has all notices: its start, or the end of the month it asked for."""
    started_at = _started_at(feed)
    if "{month}" not in feed.addresses:
        return started_at
    first = _since(feed).astimezone(UK_TIME).replace(day=1, hour=0, minute=0, second=0)
    following = (first.replace(microsecond=0) + timedelta(days=32)).replace(day=1)
    return min(started_at, following)
