"""Corpora of any documents: what is read, what is refused, what can be filtered by."""

import json

import pytest

from search.evaluation.corpus import read_corpus
from search.evaluation.errors import EvaluationError

GOOD = {"id": "1", "title": "A", "text": "B"}


def corpus_of(tmp_path, *rows):
    path = tmp_path / "corpus.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_corpus(path)


class TestReadCorpus:
    def test_takes_any_text_or_number_for_an_id(self, tmp_path):
        corpus = corpus_of(tmp_path, GOOD | {"id": "a/b c\u2019\n" * 200}, GOOD | {"id": 7})

        documents = list(corpus.documents())

        assert [corpus.original_id(document.id) for document in documents] == list(corpus.ids)
        assert corpus.ids[1] == "7"

    def test_takes_an_empty_title_and_text(self, tmp_path):
        corpus = corpus_of(tmp_path, {"id": "1", "title": None, "text": ""})

        assert next(corpus.documents()).texts["title"] == ""

    def test_makes_every_further_key_a_keyword_whatever_its_name(self, tmp_path):
        corpus = corpus_of(
            tmp_path,
            GOOD | {"version": 3, "a b.c": ["x", "x", "y"]},
            GOOD | {"id": "2", "metadata": {"k": 1}, "all_words": "z" * 2_000, "a b.c": None},
        )

        first, second = corpus.documents()

        assert first.keywords[corpus.field_of("version")] == ("3",)
        assert first.keywords[corpus.field_of("a b.c")] == ("x", "y")
        assert second.keywords[corpus.field_of("metadata")] == ('{"k": 1}',)
        assert second.keywords[corpus.field_of("all_words")] == ()

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("{", "JSON"),
            ({"title": "A", "text": "B"}, "“id” is missing"),
            (GOOD | {"id": ""}, "“id” is empty"),
            (GOOD | {"id": True}, "“id” must be text"),
            ({"id": "2", "text": "B"}, "“title” is missing"),
            (GOOD | {"id": "2", "text": ["B"]}, "“text” must be text"),
            (GOOD, "stands in line 1"),
        ],
    )
    def test_names_the_line_and_field_that_cannot_be_used(self, tmp_path, row, reason):
        with pytest.raises(EvaluationError, match=rf"corpus\.jsonl, line 2: .*{reason}"):
            corpus_of(tmp_path, GOOD, row)

    def test_refuses_a_file_without_documents(self, tmp_path):
        with pytest.raises(EvaluationError, match="no document"):
            corpus_of(tmp_path, "")


class TestFieldOf:
    def test_refuses_a_key_that_no_document_has(self, tmp_path):
        with pytest.raises(EvaluationError, match="“year”"):
            corpus_of(tmp_path, GOOD).field_of("year")
