"""Reads a file: every release in it, whole and checked, or the reason why it cannot be used."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.common.import_files import UnreadableFileError
from portal.tenders.ocds.dates import check_dates
from portal.tenders.ocds.findings import Findings, RefusedReleaseError, Repair
from portal.tenders.ocds.identity import Identity, identified
from portal.tenders.ocds.mapped import PassedPages
from portal.tenders.ocds.sanitising import parsed_release
from portal.tenders.ocds.splitting import Outline, Span, outline
from portal.tenders.ocds.values import Node

LARGEST_RELEASE = 4 * 1024 * 1024
"""Bytes; read, joined and written, one takes twelve times as much memory."""
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04")
_WHITE_SPACE = b" \t\r\n"
_OCID = re.compile(r'"ocid"\s*:\s*"([^"\\]{1,100})"')


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a release stands: row is its number in the file, line where its text begins."""

    file: str
    row: int
    line: int


@dataclass(frozen=True, kw_only=True)
class ReadRelease:
    """One release, safe to keep and to compile."""

    place: Place
    identity: Identity
    data: dict[str, Any]
    raw: str
    licence: str
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One release, or with row 0 a whole file, that was not used, and why."""

    place: Place
    ocid: str
    path: str
    value: str
    reason: str


class OcdsFile:
    """An open file of releases; its length counts them, iterating reads them one at a time."""

    def __init__(self, path: Path) -> None:
        """Raise ``UnreadableFileError`` if the file as a whole is not a file of JSON objects."""
        self.name = path.name
        self._content = _content(path)
        start = _start_of_json(self._content, self.name)
        self._outline: Outline = outline(self._content, start=start)
        self._line_starts = _LineNumbers(self._content)
        self._envelope = _envelope(self._outline)

    def __len__(self) -> int:
        return len(self._outline.spans)

    @property
    def next_url(self) -> str:
        """Where the package says that its next page is; empty where it says nothing."""
        return self._envelope.next_url if self._envelope else ""

    def __iter__(self) -> Iterator[ReadRelease | Refusal]:
        passed = PassedPages(self._content)
        for number, span in enumerate(self._outline.spans, 1):
            place = Place(file=self.name, row=number, line=self._line_starts.of(span.start))
            # Counting lines reads the release before this one again, so its pages go after that.
            passed.forget_to(span.start)
            yield from self._read(place, span)
        yield from self._problems()

    def _problems(self) -> Iterator[Refusal]:
        """What is wrong around the releases; those in it were read all the same."""
        whole = Place(file=self.name, row=0, line=1)
        broken_at = self._outline.broken_at
        if broken_at is not None:
            place = Place(file=self.name, row=0, line=self._line_starts.of(broken_at))
            reason = _("The file is not whole: its brackets do not close. Fetch it again.")
            yield Refusal(place=place, ocid="", path="", value="", reason=reason)
        elif not self._outline.spans and not self._outline.envelopes:
            reason = _("There is nothing in the file. Fetch it again.")
            yield Refusal(place=whole, ocid="", path="", value="", reason=reason)
        elif self._envelope is None:
            reason = _("The text around the releases is not valid JSON. Fetch the file again.")
            yield Refusal(place=whole, ocid="", path="", value="", reason=reason)
        else:
            for item in self._envelope.strangers:
                reason = _("It must be a JSON object.")
                yield Refusal(place=whole, ocid="", path="releases", value=item, reason=reason)

    def _read(self, place: Place, span: Span) -> Iterator[ReadRelease | Refusal]:
        findings = Findings()
        text = ""
        try:
            text = _text(self._content, span)
            data = parsed_release(text, depth=span.depth, findings=findings)
            releases = _releases_of(data, span.kind)
        except RefusedReleaseError as error:
            # What cannot be parsed still tells its reader which tender it is about.
            found = _OCID.search(text)
            yield _refusal(place, {"ocid": found.group(1)} if found else {}, error)
            return
        for release in releases:
            single = text if release is data else json.dumps(release, ensure_ascii=False)
            yield self._identified(place, release, single, findings)

    def _identified(
        self, place: Place, release: dict[str, Any], text: str, findings: Findings
    ) -> ReadRelease | Refusal:
        envelope = self._envelope or Envelope()
        try:
            identity = identified(release, published=envelope.published, findings=findings)
            check_dates(Node(release, "", Findings()))
        except RefusedReleaseError as error:
            return _refusal(place, release, error)
        return ReadRelease(
            place=place,
            identity=identity,
            data=release,
            raw=text,
            licence=envelope.licence,
            repairs=tuple(findings.repairs),
        )


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What a package says about all of its releases."""

    licence: str = ""
    published: str = ""
    next_url: str = ""
    strangers: tuple[str, ...] = ()
    """What stands in the list of releases and is no object."""


def _envelope(found: Outline) -> Envelope | None:
    """The package's own facts; None if it is not JSON."""
    if not found.envelopes:
        return Envelope()
    try:
        package = json.loads(found.envelopes[0].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    if isinstance(package, list):
        return Envelope(strangers=_strangers(package))
    links = package.get("links")
    following = links.get("next") if isinstance(links, dict) else None
    listed = package.get("releases") or package.get("records") or []
    return Envelope(
        licence=_web_address(package.get("license")),
        published=str(package.get("publishedDate") or ""),
        next_url=following.strip() if isinstance(following, str) else "",
        strangers=_strangers(listed),
    )


def _strangers(items: list[Any]) -> tuple[str, ...]:
    return tuple(str(item)[:100] for item in items if not isinstance(item, dict))


def _web_address(value: object) -> str:
    is_address = isinstance(value, str) and value.startswith(("http://", "https://"))
    return str(value)[:300] if is_address else ""


def _releases_of(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The releases in a record, or in a package inside a list, or the release itself.

    A record (OCDS 1.1, “Record package”) holds its releases, or links to them beside a compiled
    release, which then stands for them.
    """
    listed = data.get("releases")
    items = listed if isinstance(listed, list) else []
    if kind != "records" and "compiledRelease" not in data:
        is_package = "ocid" not in data and all(isinstance(item, dict) for item in items)
        return items if items and is_package else [data]
    whole = [item for item in items if isinstance(item, dict) and _is_whole(item)]
    compiled = data.get("compiledRelease")
    if whole and len(whole) == len(items):
        return whole
    if isinstance(compiled, dict):
        return [compiled]
    raise RefusedReleaseError(
        path="releases", reason=_("The record only links to its releases. Import those instead.")
    )


def _is_whole(item: dict[str, Any]) -> bool:
    """Whether it is a release; a link to one, or an entry in a list of them, lacks its ocid."""
    return "url" not in item and all(key in item for key in ("ocid", "tag", "date"))


def _refusal(place: Place, data: dict[str, Any], error: RefusedReleaseError) -> Refusal:
    ocid = data.get("ocid")
    return Refusal(
        place=Place(file=place.file, row=place.row, line=place.line + error.line - 1),
        ocid=ocid.strip()[:100] if isinstance(ocid, str) else "",
        path=error.path,
        value=error.value,
        reason=error.reason,
    )


def _text(content: bytes | mmap, span: Span) -> str:
    if not span.is_whole:
        reason = _("The file ends, or its brackets cross, inside this release. Fetch it again.")
        raise RefusedReleaseError(path="", reason=reason)
    if span.end - span.start > LARGEST_RELEASE:
        raise RefusedReleaseError(path="", reason=_("It is over 4 MB. Ask the publisher."))
    try:
        return content[span.start : span.end].decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedReleaseError(
            path="", reason=_("It is not UTF-8 text. Save the file as UTF-8.")
        ) from error


def _content(path: Path) -> bytes | mmap:
    try:
        if path.stat().st_size == 0:
            raise UnreadableFileError(_("The file is empty. Fetch it again."))
        with path.open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            _("The file cannot be opened. Check its name and its rights.")
        ) from error


def _start_of_json(content: bytes | mmap, name: str) -> int:
    head = content[:4096]
    if head.startswith(_UTF16_MARKS):
        raise UnreadableFileError(_("The file is UTF-16 text. Save it as UTF-8."))
    if head.startswith(_COMPRESSED):
        raise UnreadableFileError(
            _("The file is compressed. Unpack it, then import what is in it.")
        )
    start = len(_UTF8_MARK) if head.startswith(_UTF8_MARK) else 0
    first = head[start:].lstrip(_WHITE_SPACE)
    if first.startswith(b"<"):
        raise UnreadableFileError(
            _("This is a web page or XML, not JSON: a service may have sent an error page.")
        )
    if first and not first.startswith((b"{", b"[")):
        raise UnreadableFileError(
            _("This is not OCDS: it does not begin with { or [. Is it the right file?")
        )
    return start


class _LineNumbers:
    """Turns byte positions, asked for in rising order, into line numbers."""

    def __init__(self, content: bytes | mmap) -> None:
        self.content = content
        self.ends: list[int] = []
        self.read_to = 0

    def of(self, position: int) -> int:
        # No further than asked, or a file of one line would be searched to its end each time.
        while (end := self.content.find(b"\n", self.read_to, position)) != -1:
            self.ends.append(end)
            self.read_to = end + 1
        self.read_to = max(self.read_to, position)
        return bisect_right(self.ends, position - 1) + 1
