"""What the portal asks of a search engine, in plain data: the one interface of both engines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.embeddings.port import Vectors
from search.plan.likeness import Likeness
from search.plan.model import Plan
from search.plan.prefix import Prefix

MAX_RESULTS = 1_000
"""Results beyond this are counted but not paged to; an export reads the database instead."""


PRIORS = (0.8, 0.9, 1.0, 1.1, 1.2)
"""The factors that a document may have on its score: few, so that an engine can sort by them."""


class SearchUnavailableError(Exception):
    """The engine cannot answer now; the text says why, for operators, without personal data."""


class RebuildNeededError(SearchUnavailableError):
    """There is no usable index: none yet, damaged, or made by another version of the portal."""


class EngineBusyError(SearchUnavailableError):
    """Another process is writing; the same change can be tried again in a moment."""


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Documents that share one index and its mapping: practices, or any corpus that is measured.

    `name` stands in index names and `keywords` are the fields of exact values to filter by; both
    are of lower-case letters, digits and underscores, so that both engines can take them.
    """

    name: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What one model makes of a document: a vector for each of its passages."""

    model: str
    dimensions: int
    rows: bytes
    """The vectors one after the other, as little-endian 32-bit numbers."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One searchable thing. `texts` are kept for showing; `keywords` are exact values by field."""

    id: str
    version: int
    visibility: tuple[str, ...]
    texts: Mapping[str, str]
    """title, summary, body, labels and subjects; a reader may see all of them."""
    keywords: Mapping[str, tuple[str, ...]]
    newest: int
    """Larger for what was published later; unique to the document, so that order is stable."""
    meanings: tuple[Meaning, ...] = ()
    """By each model that has read the document; none where search by meaning is off."""
    prior: float = 1.0
    """Factor on the score of every search by words; one of `PRIORS`."""

    @property
    def all_text(self) -> str:
        """Everything that words are looked for in; the title's weight is the engine's concern."""
        return "\n".join(self.texts.values())

    @property
    def filed_text(self) -> str:
        """What the document is filed under, in words: its labels and what its themes mean."""
        return "\n".join(self.texts.get(name, "") for name in ("labels", "subjects"))


@dataclass(frozen=True, kw_only=True)
class Change:
    """Put the document in, or take the id out when there is none, unless the index is newer."""

    id: str
    version: int
    document: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A change that the engine refused, and why."""

    id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Match:
    """A wording found in a document, and the typed wording that it stands for.

    `is_filed` says that it is not in the text that people read but in what the document is filed
    under: its organisations, places, themes and what the themes mean.
    """

    kind: str
    typed: str
    found: str
    is_filed: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One result. The marked texts are escaped HTML in which `<mark>` is the only element."""

    id: str
    version: int
    score: float
    title: str
    summary: str
    fragments: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    is_by_meaning: bool = False
    """Whether it holds no word of the search and was found by what it means."""
    is_pinned: bool = False
    """Whether moderators put it first for this search."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The results from `plan.offset`, how many there are in all, and facet -> value -> count."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TitleFound:
    """A document whose title holds what somebody is typing; the title is as it was written."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A document that resembles another; the scores of one answer can be compared."""

    id: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Status:
    """What an operator wants to know; `detail` says what to do when `is_ready` is false."""

    engine: str
    index: str
    is_ready: bool
    documents: int
    detail: str = ""


class SearchEngine(Protocol):
    """An index of one collection.

    A method raises `SearchUnavailableError` when the engine is down.
    """

    collection: Collection

    def apply(self, changes: Iterable[Change]) -> list[Failure]:
        """Write changes so that the next search sees them; what the index has newer stays."""

    def search(self, plan: Plan) -> Page:
        """Results of a plan; selected facet values are counted even when nothing has them."""

    def ranking(self, plan: Plan, limit: int) -> list[tuple[str, float]]:
        """Ids and scores of the best `limit` results in the order of `search`, whatever its page.

        Where results are not ordered by their words, scores say nothing.
        """

    def nearest(
        self, vector: Vectors, *, model: str, visibility: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of at most `limit` visible documents and their cosine with the vector, nearest first.

        A document is as near as the nearest of its passages; equal ones go by id. Documents that
        the model has not read are not found.
        """

    def suggest(self, prefix: Prefix) -> tuple[TitleFound, ...]:
        """Titles in which every typed word begins a word.

        Those that begin with what was typed come first, then those that hold the words before the
        last one together, then the others; the newest first in each.
        """

    def similar(self, likeness: Likeness) -> tuple[Neighbour, ...]:
        """The documents that share most with another, nearest first; never that one itself."""

    def vocabulary(self) -> dict[str, int]:
        """Every indexed word, not stemmed, with the number of documents that hold it."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of every document, whoever may see it."""

    def create(self) -> str:
        """Name of a fresh, empty index that no reader sees; `pinned` writes to it."""

    def pinned(self, index: str) -> "SearchEngine":
        """The same engine, reading and writing the named index whichever is in use.

        Where there is no such index, or it was made by another version of the portal, each of its
        methods raises `RebuildNeededError`.
        """

    def switch_to(self, index: str) -> str:
        """Let every reader and writer use the named index at once, and keep the one before it.

        All older ones are removed. Returns the name of the one before, empty if there was none.
        """

    def discard(self, index: str) -> None:
        """Remove an index that is not in use, as far as the engine answers; never raises."""

    def rebuild(self, source: Iterable[Document]) -> int:
        """Fill a fresh index, then put it in the place of the old one; the number of documents."""

    def status(self) -> Status:
        """What the index is and whether it can be used; never raises."""

    def explain(self, plan: Plan, document_id: str) -> dict[str, Any]:
        """How the engine scores the document for the plan; empty when it does not match."""
