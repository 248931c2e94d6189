"""Where a tantivy index lives: directories beside each other, and a pointer to the one in use."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.engines.naming import family, fresh_name
from search.engines.tantivy.schema import build_schema, register_tokenizers, schema_hash
from search.port import Collection, EngineBusyError, RebuildNeededError, SearchUnavailableError

WRITER_HEAP = 30_000_000  # bytes; tantivy asks for at least 15 MB a thread
PATIENCE, PATIENCE_PINNED = 1.0, 30.0
"""Seconds that a writer waits for another one, in the index in use and in one being made."""
PAUSE = 0.02
_ADVICE = "Run `manage.py search rebuild`."


@dataclass
class _Opened:
    name: str
    index: tantivy.Index
    seen: tuple[int, int, int]


class TantivyStore:
    """Opens the index in use, follows the pointer when it moves, and makes fresh indexes.

    Readers in any number of processes see a commit at their next search. One process writes at a
    time: tantivy holds a lock file, which the system frees when the process is killed.
    """

    def __init__(self, directory: Path, prefix: str, collection: Collection) -> None:
        self.directory = directory
        self._collection = collection
        self._family = family(prefix, collection, schema_hash(collection))
        self._any_family = f"{prefix}-{collection.name}"
        self._pointer = directory / f"{self._any_family}.current"
        self._opened: _Opened | None = None
        self._pinned = ""

    def pinned(self, name: str) -> "TantivyStore":
        """The same folder, with the named index in the place of the one in use."""
        store = copy(self)
        store._opened = None
        store._pinned = name
        return store

    @property
    def current_name(self) -> str:
        """Name of the index in use, or of the one pinned to; empty when there is none."""
        if self._pinned:
            return self._pinned
        try:
            return self._pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise SearchUnavailableError(f"{self._pointer} cannot be read: {error}") from error

    @property
    def current_directory(self) -> Path:
        """Where the index in use lives, with what is kept beside it."""
        return self.directory / self.current_name

    def open(self) -> tantivy.Index:
        """The index in use, as of its latest commit.

        Raises:
            RebuildNeededError: there is none, it is damaged, or other code made it.
        """
        name = self.current_name
        if not name:
            raise RebuildNeededError(f"There is no index in {self.directory}. {_ADVICE}")
        if not name.startswith(f"{self._family}-"):
            raise RebuildNeededError(f"The index {name} was made by another version. {_ADVICE}")
        try:
            with reading():
                return self._followed(name)
        except RebuildNeededError:
            self._opened = None
            raise

    @contextmanager
    def writer(self, index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
        """The one writer of an index; commits when the block ends well and undoes it otherwise.

        Raises:
            EngineBusyError: another process is writing, and goes on for some time.
        """
        writer = self._patiently_locked(index)
        # Who had the lock before may have written since the index was opened.
        index.reload()
        try:
            yield writer
        except BaseException:
            writer.rollback()
            raise
        else:
            writer.commit()
        finally:
            # Frees the lock file too, which would otherwise wait for garbage collection.
            writer.wait_merging_threads()

    def create(self) -> tuple[str, tantivy.Index]:
        """Name and index of a fresh directory that nobody reads yet."""
        name = fresh_name(self._family)
        path = self.directory / name
        try:
            path.mkdir(parents=True)
            index = tantivy.Index(build_schema(self._collection), path=str(path))
        except (OSError, ValueError) as error:
            raise SearchUnavailableError(f"{path} cannot be made: {error}") from error
        register_tokenizers(index)
        return name, index

    def switch_to(self, name: str) -> str:
        """Let every reader use the named index from its next search on; one rename does it.

        Returns the name of the index before, which is kept; older ones are removed.
        """
        former = self.current_name
        draft = self._pointer.with_suffix(".next")
        with draft.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._pointer)
        self._remove_all_but({name, former})
        return former

    def discard(self, name: str) -> None:
        """Remove an index that was not finished; one in use stays."""
        if name and name != self.current_name:
            shutil.rmtree(self.directory / name, ignore_errors=True)

    def _patiently_locked(self, index: tantivy.Index) -> tantivy.IndexWriter:
        # A commit takes milliseconds, and an index that is being made is written to in pieces of
        # a second or two: it is cheaper to wait for a moment than to try everything again.
        until = time.monotonic() + (PATIENCE_PINNED if self._pinned else PATIENCE)
        while True:
            try:
                return index.writer(WRITER_HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise SearchUnavailableError(f"The index cannot be written: {error}") from error
                if time.monotonic() > until:
                    raise EngineBusyError("Another process is writing to the index.") from error
            time.sleep(PAUSE)

    def _followed(self, name: str) -> tantivy.Index:
        seen = self._latest_commit(name)
        opened = self._opened
        if opened is None or opened.name != name:
            opened = self._opened = _Opened(name, _open_index(self.directory / name), seen)
        elif opened.seen != seen:
            opened.index.reload()
            opened.seen = seen
        return opened.index

    def _remove_all_but(self, kept: set[str]) -> None:
        # The former index stays for a rollback, and for readers that have just looked.
        for path in self.directory.glob(f"{self._any_family}-*"):
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _latest_commit(self, name: str) -> tuple[int, int, int]:
        # tantivy replaces meta.json at each commit, so that its inode, time or size differs.
        status = (self.directory / name / "meta.json").stat()
        return status.st_ino, status.st_mtime_ns, status.st_size


@contextmanager
def reading() -> Iterator[None]:
    """Turn what tantivy raises while it reads into the port's error.

    Raises:
        RebuildNeededError: files of the index are missing or damaged.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise RebuildNeededError(f"The index cannot be read: {error}. {_ADVICE}") from error
    except BaseException as error:
        # A damaged file makes tantivy's Rust code panic, and a panic arrives as an exception that
        # is no Exception and cannot be imported.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise RebuildNeededError(f"The index is damaged. {_ADVICE}") from error


def _open_index(path: Path) -> tantivy.Index:
    if not tantivy.Index.is_compatible(str(path)):
        raise ValueError("its format is that of another tantivy")
    index = tantivy.Index.open(str(path))
    register_tokenizers(index)
    # The store reloads by itself at the next search after a commit, without a watching thread.
    index.config_reader("manual")
    index.reload()
    return index
