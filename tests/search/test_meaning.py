"""Whole searches by meaning, over a tiny model and the embedded engine."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from portal.practices.query import PracticeQuery
from search.alerts import searches_matching
from search.embeddings import choice
from search.embeddings.port import EmbedderError
from search.finding import practices_found, total_without_words
from search.planning import plan_for
from search.services import drain_outbox as draining
from tasks.embedding import make_embeddings
from tests.factories.embeddings import make_model
from tests.factories.practices import PracticePageFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return PracticePageFactory(title="Gardens", summary="gardens allotments")


@pytest.fixture
def carers():
    return PracticePageFactory(title="Carers", summary="carers")


@pytest.fixture
def library(tmp_path, settings, rebuild, garden, carers):
    """Two practices with vectors, in the index."""
    settings.SEARCH_MODEL = str(make_model(tmp_path / "tiny"))
    make_embeddings()
    rebuild()


class FailingEmbedder:
    """A model at the edge of the process that stops working."""

    model = "failing@1"
    dimensions = 8

    def embed_query(self, text):
        raise EmbedderError("out of memory")


def titles(text, **options):
    findings = practices_found(PracticeQuery(text=text, **options))
    by_id = {practice.pk: practice.title for practice in findings.practices}
    return [by_id[int(hit.id)] for hit in findings.hits]


@pytest.mark.usefixtures("library")
class TestSearchByMeaning:
    def test_finds_a_practice_that_holds_none_of_the_words(self):
        assert titles("greenhouse") == ["Gardens"]

    def test_says_so_on_the_page(self, client):
        page = client.get(reverse("practice_search"), {"q": "greenhouse"})

        assert "It is close in meaning to your search." in page.content.decode()

    def test_finds_nothing_for_what_means_nothing_here(self):
        assert titles("friendless") == []

    def test_leaves_exact_searches_to_their_words(self):
        assert titles("greenhouse", is_exact=True) == []
        assert titles('"greenhouse"') == []

    def test_leaves_feeds_and_alerts_to_their_words(self, garden):
        query = PracticeQuery(text="greenhouse")

        assert practices_found(replace(query, is_newest_first=True)).total == 0
        assert searches_matching(searches={1: "q=greenhouse"}, practice_ids=[garden.pk]) == {}

    def test_never_finds_a_practice_that_was_made_private_since(self, garden):
        make_private(garden)

        findings = practices_found(PracticeQuery(text="greenhouse"))

        assert findings.hits == ()
        assert findings.total == 0

    def test_counts_without_words_as_ever(self):
        assert total_without_words(practices_found(PracticeQuery(text="greenhouse"))) == 2

    def test_goes_by_words_and_logs_when_the_model_fails(self, client, monkeypatch):
        failing = choice.ModelState(embedder=FailingEmbedder())
        monkeypatch.setattr("search.meaning.model_state", lambda: failing)

        with capture_logs() as logs:
            page = client.get(reverse("practice_search"), {"q": "gardens"})

        assert page.status_code == 200
        assert "Gardens" in page.content.decode()
        failed = [log for log in logs if log["event"] == "search.meaning.failed"]
        assert [log["reason"] for log in failed] == ["out of memory"]


class TestSearchByWords:
    def test_is_what_a_portal_without_a_model_does(self, rebuild, garden, engine):
        rebuild()

        assert titles("greenhouse") == []
        assert plan_for(PracticeQuery(text="gardens"), engine=engine).near == ()

    def test_goes_on_while_a_new_model_has_no_vectors_yet(
        self, tmp_path, settings, rebuild, garden
    ):
        settings.SEARCH_MODEL = str(make_model(tmp_path / "tiny"))
        rebuild()

        assert titles("gardens") == ["Gardens"]
        assert titles("greenhouse") == []

    def test_finds_by_meaning_without_a_rebuild_once_the_vectors_are_drained(
        self, tmp_path, settings, rebuild, garden, engine
    ):
        rebuild()
        settings.SEARCH_MODEL = str(make_model(tmp_path / "tiny"))

        make_embeddings()
        draining.drain_outbox(at=timezone.now(), engine=engine)

        assert titles("greenhouse") == ["Gardens"]
