"""The fields of the tantivy index, and a document as tantivy takes it."""

import json
from typing import Any

import tantivy
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from search.documents import KEYWORD_FIELDS
from search.engines.naming import mapping_hash
from search.port import Document
from search.text import indexable

STEMMED_FIELDS = ("title_words", "all_words")
PLAIN_FIELD = "plain_words"
"""Words as written, for quoted phrases and for the vocabulary."""

# Words arrive cut and normalised by search.text, so splitting at spaces is all that is left.
TOKENIZERS = {
    "stemmed": ["whitespace", "stemmer:english"],
    "plain": ["whitespace"],
}
FIELDS: dict[str, dict[str, Any]] = {
    "id": {"stored": True, "tokenizer_name": "raw", "fast": True},
    "visibility": {"tokenizer_name": "raw", "fast": True},
    **{name: {"tokenizer_name": "stemmed"} for name in STEMMED_FIELDS},
    PLAIN_FIELD: {"tokenizer_name": "plain"},
    **{name: {"tokenizer_name": "raw", "fast": True} for name in KEYWORD_FIELDS},
}
MAPPING_HASH = mapping_hash({"fields": FIELDS, "tokenizers": TOKENIZERS})


def build_schema() -> tantivy.Schema:
    """The schema of a practice index; `version` and `newest` are numbers, `shown` is JSON."""
    builder = SchemaBuilder()
    for name, options in FIELDS.items():
        builder.add_text_field(name, **options)
    builder.add_integer_field("version", stored=True, indexed=True, fast=True)
    builder.add_integer_field("newest", indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Tell an opened index how its fields are cut: tantivy keeps the names and not the recipes."""
    splitter = TextAnalyzerBuilder(Tokenizer.whitespace())
    index.register_tokenizer("plain", splitter.build())
    splitter = TextAnalyzerBuilder(Tokenizer.whitespace())
    index.register_tokenizer("stemmed", splitter.filter(Filter.stemmer("english")).build())


def tantivy_document(document: Document) -> tantivy.Document:
    """The document with its words cut, and its texts as they are for showing."""
    row = tantivy.Document()
    row.add_text("id", document.id)
    row.add_integer("version", document.version)
    row.add_integer("newest", document.newest)
    for value in document.visibility:
        row.add_text("visibility", value)
    row.add_text("title_words", indexable(document.texts["title"]))
    searchable = indexable(document.all_text)
    row.add_text("all_words", searchable)
    row.add_text(PLAIN_FIELD, searchable)
    for name in KEYWORD_FIELDS:
        for value in document.keywords.get(name, ()):
            row.add_text(name, value)
    row.add_bytes("shown", json.dumps(dict(document.texts)).encode())
    return row
