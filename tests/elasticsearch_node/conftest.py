"""A client of the real node, and one index of its own for each test module."""

import os
import uuid

import pytest
from elasticsearch import Elasticsearch

ANALYSIS = {
    "char_filter": {
        "quotes": {"type": "mapping", "mappings": ["\u2018=>'", "\u2019=>'", "/ => \\u0020"]},
    },
    "filter": {
        "override": {
            "type": "stemmer_override",
            "rules": ["commissioning, commissioners => commission", "carers => carer"],
        },
        "porter2": {"type": "stemmer", "language": "porter2"},
        "porter": {"type": "stemmer", "language": "english"},
        "possessive": {"type": "stemmer", "language": "possessive_english"},
        "start": {"type": "edge_ngram", "min_gram": 2, "max_gram": 4},
        "both": {"type": "asciifolding", "preserve_original": True},
    },
    "normalizer": {
        "folded": {
            "type": "custom",
            "char_filter": ["quotes"],
            "filter": ["lowercase", "asciifolding"],
        },
    },
    "analyzer": {
        "prose": {
            "tokenizer": "standard",
            "char_filter": ["quotes"],
            "filter": ["asciifolding", "lowercase", "possessive", "override", "porter2"],
        },
    },
}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        "title": {
            "type": "text",
            "analyzer": "prose",
            "copy_to": ["all"],
            "fields": {"sort": {"type": "keyword", "normalizer": "folded"}},
        },
        "body": {"type": "text", "analyzer": "prose", "copy_to": ["all"]},
        "all": {"type": "text", "analyzer": "prose"},
        "themes": {"type": "keyword"},
        "area": {"type": "keyword"},
        "meaning": {"type": "dense_vector", "dims": 2, "similarity": "cosine"},
    },
}


@pytest.fixture(scope="module")
def client():
    with Elasticsearch(os.environ["TEST_ELASTICSEARCH_URL"]) as client:
        yield client


@pytest.fixture(scope="module")
def index(client):
    name = f"node-test-{uuid.uuid4().hex}"
    client.indices.create(
        index=name,
        settings={"number_of_replicas": 0, "analysis": ANALYSIS},
        mappings=MAPPINGS,
    )
    yield name
    client.indices.delete(index=name)
