"""Indices and aliases: fresh indices are filled aside and swapped in with one call."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, NotFoundError, TransportError

from search.documents.collection import Collection
from search.engines.elasticsearch.mapping import index_body
from search.engines.elasticsearch.writing import NO_INDEX
from search.engines.naming import family, fresh_name, mapping_hash
from search.port import RebuildNeededError, SearchUnavailableError


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
        self.read_alias = f"{self._family}-read"
        self.write_alias = f"{self._family}-write"

    def current_name(self) -> str:
        """Name of the index behind the read alias.

        Raises:
            RebuildNeededError: there is none.
        """
        with engine_errors():
            return next(iter(self._client.indices.get_alias(name=self.read_alias)))

    def create(self) -> str:
        """Name of a fresh, empty index that no alias points to."""
        name = fresh_name(self._family)
        with engine_errors():
            self._client.indices.create(index=name, **index_body(self._collection))
        return name

    def switch_to(self, name: str) -> None:
        """Point both aliases at the index in one call, and remove all but the one it replaces."""
        with engine_errors():
            existing = self._client.indices.get_alias(index=self._every_index)
            former = {
                index for index, body in existing.items() if self.read_alias in body["aliases"]
            }
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
            self._remove(set(existing) - former - {name})

    def discard(self, name: str) -> None:
        """Remove an index that was not finished, as far as the server answers."""
        try:
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
