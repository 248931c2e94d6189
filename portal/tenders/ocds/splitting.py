"""Finds the releases in a file without reading them, so that one broken release spoils no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

from portal.tenders.ocds.mapped import PassedPages

LISTS = {b"releases": "releases", b"records": "records"}
"""The keys of a release package and of a record package (OCDS 1.1, “Packaging”)."""

# Possessive: a string of any length is taken in one step, and never tried a second way.
_TOKEN = re.compile(rb'("[^"\\]*+(?:\\.[^"\\]*+)*+")(\s*+:)?|["{}\[\]]', re.DOTALL)
_OPENING = (b"{", b"[")
_CLOSES = {b"}": b"{", b"]": b"["}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Where one release or record stands: bytes ``start`` to ``end``, and what it is listed as."""

    start: int
    end: int
    depth: int
    is_whole: bool
    kind: str


@dataclass(kw_only=True)
class Outline:
    """The spans of a file in their order, and the text around them with ``{}`` in their places."""

    spans: list[Span] = field(default_factory=list)
    envelopes: list[bytes] = field(default_factory=list)
    broken_at: int | None = None
    """Where the brackets stop making sense, if they do."""


def outline(content: bytes | mmap, *, start: int = 0) -> Outline:
    """Find every release of a package, a bare release, a list of releases, or one after the other.

    Only brackets and strings are looked at, and nothing recurses: time is linear in the length,
    whatever the depth.
    """
    return _Scanner(content, start).scan()


class _Scanner:
    """Walks over brackets and strings, keeping the stack of open ones."""

    def __init__(self, content: bytes | mmap, start: int) -> None:
        self.content = content
        self.start = start
        self.stack: list[bytes] = []
        self.outline = Outline()
        self.document = 0
        self.document_spans = 0
        self.deepest = 0
        self.key = b""
        self.list_kind = ""
        self.list_depth = 0
        self.span_start = -1
        self.found_list = False
        self.passed = PassedPages(content)

    def scan(self) -> Outline:
        for match in _TOKEN.finditer(self.content, self.start):
            token = match.group(0)
            if match.group(1) is not None:
                self._string(match)
            elif token in _OPENING:
                self._open(token, match.start())
            elif not self._close(token, match.end()):
                self._stop(match.start())
                return self.outline
        if self.stack:
            self._stop(len(self.content))
        return self.outline

    def _string(self, match: re.Match[bytes]) -> None:
        if len(self.stack) == 1:
            self.key = match.group(1)[1:-1] if match.group(2) else b""

    def _open(self, token: bytes, position: int) -> None:
        depth = len(self.stack)
        if depth == 0:
            self._begin_document(token, position)
        elif depth == 1 and token == b"[" and self.key in LISTS and not self.list_kind:
            self.list_kind = LISTS[self.key]
            self.list_depth = 2
            self.found_list = True
        elif self.list_kind and depth == self.list_depth and token == b"{":
            self.span_start = position
            self.deepest = depth
        self.stack.append(token)
        self.deepest = max(self.deepest, len(self.stack))

    def _begin_document(self, token: bytes, position: int) -> None:
        self.document = position
        self.document_spans = len(self.outline.spans)
        self.deepest = 0
        self.key = b""
        self.span_start = -1
        # A list that stands by itself is read as a package that is all releases.
        self.list_kind = "releases" if token == b"[" else ""
        self.list_depth = 1
        self.found_list = token == b"["

    def _close(self, token: bytes, end: int) -> bool:
        if not self.stack or _CLOSES.get(token) != self.stack[-1]:
            return False
        self.stack.pop()
        depth = len(self.stack)
        if self.list_kind and depth == self.list_depth and self.span_start >= 0:
            self._add_span(self.span_start, end, is_whole=True)
            self.span_start = -1
        elif self.list_kind and depth == self.list_depth - 1:
            self.list_kind = ""
        if depth == 0:
            self._end_document(end, is_whole=True)
        elif depth == 1:
            self.key = b""
        return True

    def _add_span(self, start: int, end: int, *, is_whole: bool) -> None:
        self.passed.forget_to(end)
        base = self.list_depth if self.found_list else 0
        self.outline.spans.append(
            Span(
                start=start,
                end=end,
                depth=self.deepest - base,
                is_whole=is_whole,
                kind=self.list_kind or "release",
            )
        )

    def _end_document(self, end: int, *, is_whole: bool) -> None:
        if not self.found_list:
            self._add_span(self.document, end, is_whole=is_whole)
            return
        self.outline.envelopes.append(b"".join(self._around(end)))

    def _around(self, end: int) -> Iterator[bytes]:
        position, passed = self.document, PassedPages(self.content)
        for span in self.outline.spans[self.document_spans :]:
            yield self.content[position : span.start]
            yield b"{}"
            position = span.end
            passed.forget_to(position)
        yield self.content[position:end]

    def _stop(self, position: int) -> None:
        self.outline.broken_at = position
        if not self.stack:
            return
        end = len(self.content)
        if self.found_list and self.span_start >= 0:
            self._add_span(self.span_start, end, is_whole=False)
        elif not self.found_list:
            self._end_document(end, is_whole=False)
