"""The fields of the tantivy index, and a document as tantivy takes it."""

import json
import math
from typing import Any

import tantivy
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from search.engines.naming import mapping_hash
from search.engines.weights import FIELD_WEIGHTS
from search.plan.prefix import title_starts
from search.port import PRIORS, Collection, Document
from search.text import indexable

PLAIN_FIELD = "plain_words"
"""Words as written, for quoted phrases and for the vocabulary."""

TITLE_PLAIN, TITLE_START = "title_plain", "title_start"
"""The title's words as written, and what it begins with, for what somebody is typing."""

# Words arrive cut and normalised by search.text, so splitting at spaces is all that is left.
TOKENIZERS = {
    "stemmed": ["whitespace", "stemmer:english"],
    "plain": ["whitespace"],
}
_FIELDS: dict[str, dict[str, Any]] = {
    "id": {"stored": True, "tokenizer_name": "raw", "fast": True},
    "visibility": {"tokenizer_name": "raw", "fast": True},
    **{name: {"tokenizer_name": "stemmed"} for name in FIELD_WEIGHTS},
    PLAIN_FIELD: {"tokenizer_name": "plain"},
    TITLE_PLAIN: {"tokenizer_name": "plain"},
    TITLE_START: {"tokenizer_name": "raw"},
}
_KEYWORD = {"tokenizer_name": "raw", "fast": True}

LIFT_FIELD = "lift"
"""The prior, as tantivy can multiply a score by it: it takes the logarithm of 2 + the field."""
NUMBERS: dict[str, dict[str, bool]] = {
    "version": {"stored": True, "indexed": True, "fast": True},
    "newest": {"indexed": True, "fast": True},
    LIFT_FIELD: {"fast": True},
}
LEAST_PRIOR = min(PRIORS)
"""The factor 1 of tantivy's multiplication; all scores come out larger by its inverse."""


def schema_hash(collection: Collection) -> str:
    """What the name of an index says about the schema that it was made with."""
    return mapping_hash(
        {"fields": text_fields(collection), "tokenizers": TOKENIZERS, "numbers": NUMBERS}
    )


def build_schema(collection: Collection) -> tantivy.Schema:
    """The schema of a collection; `version` and `newest` are numbers, `shown` is JSON."""
    builder = SchemaBuilder()
    for name, options in text_fields(collection).items():
        builder.add_text_field(name, **options)
    builder.add_integer_field("version", **NUMBERS["version"])
    builder.add_integer_field("newest", **NUMBERS["newest"])
    builder.add_float_field(LIFT_FIELD, **NUMBERS[LIFT_FIELD])
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Tell an opened index how its fields are cut: tantivy keeps the names and not the recipes."""
    splitter = TextAnalyzerBuilder(Tokenizer.whitespace())
    index.register_tokenizer("plain", splitter.build())
    splitter = TextAnalyzerBuilder(Tokenizer.whitespace())
    index.register_tokenizer("stemmed", splitter.filter(Filter.stemmer("english")).build())


def tantivy_document(document: Document, collection: Collection) -> tantivy.Document:
    """The document with its words cut, and its texts as they are for showing."""
    row = tantivy.Document()
    row.add_text("id", document.id)
    row.add_integer("version", document.version)
    row.add_integer("newest", document.newest)
    row.add_float(LIFT_FIELD, lift_of(document.prior))
    for value in document.visibility:
        row.add_text("visibility", value)
    title = document.texts["title"]
    for name in ("title_words", TITLE_PLAIN):
        row.add_text(name, indexable(title))
    for start in title_starts(title):
        row.add_text(TITLE_START, start)
    row.add_text("filed_words", indexable(document.filed_text))
    searchable = indexable(document.all_text)
    row.add_text("all_words", searchable)
    row.add_text(PLAIN_FIELD, searchable)
    for name in collection.keywords:
        for value in document.keywords.get(name, ()):
            row.add_text(name, value)
    row.add_bytes("shown", json.dumps(dict(document.texts)).encode())
    return row


def lift_of(prior: float) -> float:
    """The field's value for a prior: log2(2 + value) is how often it holds the least one."""
    return float(2 ** (prior / LEAST_PRIOR)) - 2


def prior_of_lift(lift: float) -> float:
    """The prior that a value of the field stands for."""
    return math.log2(2 + lift) * LEAST_PRIOR


def text_fields(collection: Collection) -> dict[str, dict[str, Any]]:
    """Name of each field of text, words or exact values, and how tantivy is to keep it."""
    return {**_FIELDS, **dict.fromkeys(collection.keywords, _KEYWORD)}
