"""Vectors follow the text of public practices, and only that."""

from datetime import UTC, datetime

import pytest

from portal.practices.models import PracticePage
from search.embeddings.onnx_models import OnnxEmbedder
from search.models import Embedding, OutboxEntry
from search.models.outbox import Entity
from search.services.make_embeddings import EmbeddingReport, embedded_share, make_embeddings
from search.services.queue_changes import queue_changes
from tests.factories.embeddings import make_model
from tests.factories.practices import PracticePageFactory, make_private

pytestmark = pytest.mark.django_db

NOW = datetime(2100, 3, 1, 12, tzinfo=UTC)


def load(folder):
    return OnnxEmbedder(str(folder), cache=folder.parent, may_download=False)


@pytest.fixture(scope="module")
def embedder(tmp_path_factory):
    return load(make_model(tmp_path_factory.mktemp("models") / "tiny"))


def make(embedder, **options):
    return make_embeddings(at=NOW, embedder=embedder, **options)


def version_of(page):
    return OutboxEntry.objects.get(entity=Entity.PRACTICE, object_id=page.pk).version


class TestMakeEmbeddings:
    def test_makes_vectors_of_a_public_practice_and_queues_it_for_the_index(self, embedder):
        page = PracticePageFactory(title="Gardens")
        before = version_of(page)

        report = make(embedder)

        row = Embedding.objects.get()
        assert report == EmbeddingReport(made=1)
        assert (row.object_id, row.model, row.dimensions) == (page.pk, embedder.model, 8)
        assert len(row.rows) % (4 * 8) == 0
        assert version_of(page) == before + 1

    def test_does_nothing_when_nothing_has_changed(self, embedder):
        PracticePageFactory()
        make(embedder)

        assert make(embedder) == EmbeddingReport()

    def test_makes_them_again_when_the_text_has_changed(self, embedder):
        page = PracticePageFactory(title="Gardens")
        make(embedder)
        before = Embedding.objects.get().sha256

        page.title = "Allotments"
        page.save()

        assert make(embedder).made == 1
        assert Embedding.objects.get().sha256 != before

    def test_only_compares_when_something_else_has_changed(self, embedder):
        page = PracticePageFactory()
        make(embedder)
        queue_changes(entity=Entity.PRACTICE, object_ids=[page.pk], at=NOW)
        before = version_of(page)

        assert make(embedder) == EmbeddingReport(unchanged=1)
        assert version_of(page) == before
        assert make(embedder) == EmbeddingReport()

    @pytest.mark.parametrize(
        "hide",
        [
            make_private,
            lambda page: PracticePage.objects.filter(pk=page.pk).update(live=False),
            lambda page: page.delete(),
        ],
        ids=["private", "unpublished", "deleted"],
    )
    def test_removes_those_of_a_practice_that_is_public_no_longer(self, embedder, hide):
        page = PracticePageFactory()
        make(embedder)

        hide(page)

        assert make(embedder).removed == 1
        assert not Embedding.objects.exists()

    def test_makes_none_of_a_practice_that_was_never_public(self, embedder):
        PracticePageFactory(live=False)

        assert make(embedder) == EmbeddingReport()

    def test_goes_on_where_the_limit_stopped_it(self, embedder):
        PracticePageFactory.create_batch(3)

        reports = [make(embedder, limit=2), make(embedder, limit=2)]

        assert [(report.made, report.left) for report in reports] == [(2, True), (1, False)]
        assert embedded_share(embedder.model) == (3, 3)

    def test_keeps_the_former_model_until_the_new_one_has_read_everything(self, embedder, tmp_path):
        PracticePageFactory.create_batch(2)
        make(embedder)
        wide = load(make_model(tmp_path / "wide", dimensions=16))

        make(wide, limit=1)
        between = set(Embedding.objects.values_list("model", flat=True))
        make(wide, limit=1)

        assert between == {embedder.model, wide.model}
        assert set(Embedding.objects.values_list("model", flat=True)) == {wide.model}
