"""Indices and aliases: fresh indices are filled aside and swapped in with one call."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, NotFoundError, TransportError

from search.engines.elasticsearch.mapping import index_body
from search.engines.elasticsearch.writing import NO_INDEX
from search.engines.naming import family, fresh_name, mapping_hash
from search.port import Collection, RebuildNeededError, SearchUnavailableError

_READ, _WRITE, _OWN = "-read", "-write", "-own"


class Indices:
    """The indices of one prefix and collection. The aliases carry the mapping hash.

    So code of another version finds no alias and says that a rebuild is needed, instead of
    reading fields that are not there; during a deployment both versions keep their own index.
    """

    def __init__(self, client: Elasticsearch, prefix: str, collection: Collection) -> None:
        self._client = client
        self._collection = collection
        self._family = family(prefix, collection, mapping_hash(index_body(collection)))
        self._every_index = f"{prefix}-{collection.name}-*"
        self.read_alias = f"{self._family}{_READ}"
        self.write_alias = f"{self._family}{_WRITE}"

    def pinned(self, name: str) -> "Indices":
        """The named index in the place of the one in use; one of other code is none at all."""
        indices = copy(self)
        is_ours = name.startswith(f"{self._family}-")
        indices.read_alias = indices.write_alias = f"{name}{_OWN}" if is_ours else f"{name}-other"
        return indices

    def current_name(self) -> str:
        """Name of the index behind the read alias.

        Raises:
            RebuildNeededError: there is none.
        """
        with engine_errors():
            return next(iter(self._client.indices.get_alias(name=self.read_alias)))

    def create(self) -> str:
        """Name of a fresh, empty index that no reader sees."""
        name = fresh_name(self._family)
        body = index_body(self._collection)
        with engine_errors():
            # Its own alias for whoever is pinned to it: a write through an alias, unlike one by
            # name, cannot make an index by itself when this one is gone.
            self._client.indices.create(index=name, aliases={f"{name}{_OWN}": {}}, **body)
        return name

    def switch_to(self, name: str) -> str:
        """Point both aliases at the index in one call, and remove all but the one it replaces.

        Where no index of this mapping was in use, the newest of another mapping is the one
        replaced: other code may still be reading it. Returns its name, empty if there is none.
        """
        with engine_errors():
            existing = self._client.indices.get_alias(index=self._every_index).body
            former = {
                index for index, body in existing.items() if self.read_alias in body["aliases"]
            } - {name}
            self._client.indices.update_aliases(
                actions=[
                    *(
                        {"remove": {"index": index, "alias": alias}}
                        for index in former
                        for alias in (self.read_alias, self.write_alias)
                    ),
                    *(
                        {"add": {"index": name, "alias": alias}}
                        for alias in (self.read_alias, self.write_alias)
                    ),
                ]
            )
            kept = former or _newest_in_use(existing, besides=name)
            self._remove(set(existing) - kept - {name})
        return max(kept, default="")

    def discard(self, name: str) -> None:
        """Remove an index that was not finished, as far as the server answers; one in use stays."""
        try:
            if self.read_alias not in self._client.indices.get_alias(index=name)[name]["aliases"]:
                self._client.indices.delete(index=name, ignore_unavailable=True)
        except (ApiError, TransportError):
            # The next rebuild removes what this one had to leave.
            return

    def remove_all(self) -> None:
        """Remove every index of the prefix and collection: tests and measurements clear up."""
        with engine_errors():
            self._remove(set(self._client.indices.get_alias(index=self._every_index)))

    def _remove(self, names: set[str]) -> None:
        for name in names:
            self._client.indices.delete(index=name, ignore_unavailable=True)


def _newest_in_use(existing: Mapping[str, Any], *, besides: str) -> set[str]:
    in_use = [
        index
        for index, body in existing.items()
        if index != besides and any(alias.endswith(_READ) for alias in body["aliases"])
    ]
    # The names end in their time.
    return {max(in_use, key=lambda index: index.rpartition("-")[-1])} if in_use else set()


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn the client's errors into the port's; the texts hold no query and no document.

    Raises:
        RebuildNeededError: the index or alias is not there.
        SearchUnavailableError: the server is not reached, too slow, or refuses.
    """
    try:
        yield
    except NotFoundError as error:
        raise RebuildNeededError(NO_INDEX) from error
    except ConnectionTimeout as error:
        raise SearchUnavailableError("Elasticsearch took too long to answer.") from error
    except TransportError as error:
        raise SearchUnavailableError("Elasticsearch cannot be reached.") from error
    except ApiError as error:
        raise SearchUnavailableError(
            f"Elasticsearch refused a request: {error.meta.status} {error.error}"
        ) from error
