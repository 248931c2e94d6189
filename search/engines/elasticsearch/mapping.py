"""The Elasticsearch mapping of practices, and a document as Elasticsearch takes it."""

from typing import Any

from elasticsearch.dsl import Document as IndexedDocument
from elasticsearch.dsl import Keyword, Long, MetaField, Object, Text, analyzer, token_filter

from search.documents import KEYWORD_FIELDS
from search.engines.naming import mapping_hash
from search.port import Document
from search.text import indexable, words

# Words arrive cut and normalised by search.text, so splitting at spaces and the stemmer are all
# that is left. Porter2 on purpose: tantivy has it too, and the default “english” is the older one.
_stemmed = analyzer(
    "stemmed",
    tokenizer="whitespace",
    filter=[token_filter("porter2", type="stemmer", language="porter2")],
)
_plain = analyzer("plain", tokenizer="whitespace", filter=[])

_ONLY_SEARCHED = ("title_words", "all_words", "plain_words", "words")


class PracticeIndex(IndexedDocument):
    """One practice. `shown` is kept and not searched; the fields of words are the reverse."""

    title_words = Text(analyzer=_stemmed)
    all_words = Text(analyzer=_stemmed)
    plain_words = Text(analyzer=_plain)
    words = Keyword()

    visibility = Keyword()
    theme = Keyword()
    area = Keyword()
    client_group = Keyword()
    sector = Keyword()
    stage = Keyword()
    evidence = Keyword()
    organisation = Keyword()

    version = Long()
    newest = Long()
    shown = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(excludes=_ONLY_SEARCHED)

    class Index:
        # One shard to about a million documents keeps scores and facet counts exact.
        settings = {  # noqa: RUF012 - elasticsearch.dsl reads this name.
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "1s",
        }


def index_body() -> dict[str, Any]:
    """Settings and mappings with which an index of practices is created."""
    body: dict[str, Any] = PracticeIndex._index.to_dict()
    return body


MAPPING_HASH = mapping_hash(index_body())


def indexed_source(document: Document) -> dict[str, Any]:
    """The document's fields, with its words cut as both engines have them."""
    searchable = words(document.all_text)
    joined = " ".join(searchable)
    return {
        "title_words": indexable(document.texts["title"]),
        "all_words": joined,
        "plain_words": joined,
        "words": sorted(set(searchable)),
        "visibility": list(document.visibility),
        **{name: list(document.keywords.get(name, ())) for name in KEYWORD_FIELDS},
        "version": document.version,
        "newest": document.newest,
        "shown": dict(document.texts),
    }
