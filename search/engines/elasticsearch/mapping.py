"""The Elasticsearch mapping of a collection, and a document as Elasticsearch takes it."""

from typing import Any

from elasticsearch.dsl import (
    Float,
    Index,
    Keyword,
    Long,
    Mapping,
    Nested,
    Object,
    Text,
    analyzer,
    token_filter,
)

from search.engines.elasticsearch.vectors import vector_source
from search.plan.prefix import title_starts
from search.port import Collection, Document
from search.text import indexable, words

# Words arrive cut and normalised by search.text, so splitting at spaces and the stemmer are all
# that is left. Porter2 on purpose: tantivy has it too, and the default “english” is the older one.
_stemmed = analyzer(
    "stemmed",
    tokenizer="whitespace",
    filter=[token_filter("porter2", type="stemmer", language="porter2")],
)
_plain = analyzer("plain", tokenizer="whitespace", filter=[])

# `shown` is kept and not searched; these are the reverse.
_ONLY_SEARCHED = (
    "title_words",
    "title_plain",
    "title_start",
    "all_words",
    "filed_words",
    "plain_words",
    "words",
    "meaning",
)
_FIELDS = {
    "title_words": Text(analyzer=_stemmed),
    "title_plain": Text(analyzer=_plain),
    "title_start": Keyword(),
    "all_words": Text(analyzer=_stemmed),
    "filed_words": Text(analyzer=_stemmed),
    "plain_words": Text(analyzer=_plain),
    "words": Keyword(),
    "visibility": Keyword(),
    "prior": Float(),
    "version": Long(),
    "newest": Long(),
    "shown": Object(enabled=False),
    # Gets a field for each model when the first vectors of that model arrive.
    "meaning": Nested(),
}


def index_body(collection: Collection) -> dict[str, Any]:
    """Settings and mappings with which an index of the collection is created."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", excludes=list(_ONLY_SEARCHED))
    for name, field in (_FIELDS | dict.fromkeys(collection.keywords, Keyword())).items():
        mapping.field(name, field)
    index = Index(collection.name)
    # One shard to about a million documents keeps scores and facet counts exact.
    index.settings(number_of_shards=1, auto_expand_replicas="0-1", refresh_interval="1s")
    index.mapping(mapping)
    body: dict[str, Any] = index.to_dict()
    return body


def indexed_source(document: Document, collection: Collection) -> dict[str, Any]:
    """The document's fields, with its words cut as both engines have them."""
    searchable = words(document.all_text)
    joined = " ".join(searchable)
    title = indexable(document.texts["title"])
    return {
        "title_words": title,
        "title_plain": title,
        "title_start": title_starts(document.texts["title"]),
        "all_words": joined,
        "filed_words": indexable(document.filed_text),
        "plain_words": joined,
        "words": sorted(set(searchable)),
        "visibility": list(document.visibility),
        **{name: list(document.keywords.get(name, ())) for name in collection.keywords},
        "prior": document.prior,
        "version": document.version,
        "newest": document.newest,
        "shown": dict(document.texts),
        "meaning": vector_source(document),
    }
