"""Fetches a feed of notices page by page, only from the server that the operator named."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from portal.common.import_files import LARGEST_FILE, UnreadableFileError
from portal.tenders.ocds.documents import OcdsFile, Place, Refusal

TIMEOUT = 20  # seconds without a byte
SLOWEST = 60  # seconds for one page
MOST_PAGES = 500
CHUNK = 64 * 1024  # bytes


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The address of a release package whose ``links.next`` leads to the next page."""

    url: str


class FetchError(Exception):
    """A page did not come; the message says why and what to do."""


def fetched_pages(feed: Feed) -> Iterator[Path | Refusal]:
    """Each page as a file that is gone once the next one is asked for; last a refusal, if any.

    Pages that came before a failure were yielded, so they count. No redirect is followed and no
    next page on another server, or a feed could send the portal to addresses inside its network.
    """
    url, seen = feed.url, set[str]()
    with TemporaryDirectory(prefix="tenders-") as folder:
        while url:
            name = f"page-{len(seen) + 1}.json"
            try:
                _check(url, feed.url, seen)
                path = fetch_page(url, Path(folder) / name)
            except FetchError as error:
                place = Place(file=name, row=0, line=1)
                yield Refusal(place=place, ocid="", path="", value=url[:100], reason=str(error))
                return
            seen.add(url)
            yield path
            url = next_page(path, url)
            path.unlink()


def check_server(url: str, first: str) -> None:
    """Raise ``FetchError`` if a page is not on the server that the operator named."""
    if _server(url) != _server(first):
        raise FetchError(_("The next page is on another server, so it was not fetched."))


def _check(url: str, first: str, seen: set[str]) -> None:
    check_server(url, first)
    if url in seen:
        raise FetchError(
            _("The next page is one that was there before; the feed goes in a circle.")
        )
    if len(seen) >= MOST_PAGES:
        raise FetchError(
            _("There are over %(most)s pages. Import the rest from this address.")
            % {"most": MOST_PAGES}
        )


def _server(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def fetch_page(url: str, path: Path, *, seconds: float = SLOWEST) -> Path:
    """Write the page to the path, within the seconds.

    Raises:
        FetchError: the service cannot be reached, is too slow, or sends something else.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        try:
            connection.request("GET", target, headers={"Accept": "application/json"})
            _save(connection.getresponse(), path, until=time.monotonic() + seconds)
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError(
            _("The service cannot be reached (%(kind)s). Check the address, or try again later.")
            % {"kind": type(error).__name__}
        ) from error
    return path


def _save(answer: HTTPResponse, path: Path, *, until: float) -> None:
    if answer.status != HTTPStatus.OK:
        raise FetchError(
            _("The service answered %(status)s instead of notices. Try again later.")
            % {"status": answer.status}
        )
    size = 0
    with path.open("wb") as file:
        while chunk := answer.read(CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise FetchError(_("The page is over 50 MB. Ask for smaller pages."))
            if time.monotonic() > until:
                raise FetchError(_("The service was too slow. Try again later."))
            file.write(chunk)


def next_page(path: Path, url: str) -> str:
    """The full address of the next page; empty after the last, and if this one is no package."""
    try:
        found = OcdsFile(path).next_url
    except UnreadableFileError:
        return ""
    return urljoin(url, found) if found else ""
