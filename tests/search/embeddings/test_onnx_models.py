"""The real adapter over a tiny model that this test makes; nothing is fetched."""

import numpy as np
import pytest

from search.embeddings.onnx_models import OnnxEmbedder
from search.embeddings.port import EmbedderError
from tests.factories.embeddings import make_model


@pytest.fixture(scope="module")
def embedder(tmp_path_factory):
    folder = make_model(tmp_path_factory.mktemp("models") / "tiny")
    return OnnxEmbedder(str(folder), cache=folder.parent, may_download=False)


def load(folder):
    return OnnxEmbedder(str(folder), cache=folder.parent, may_download=False)


class TestOnnxEmbedder:
    def test_gives_one_row_of_length_1_for_each_text(self, embedder):
        vectors = embedder.embed_documents(["carers", "gardens and allotments", "something else"])

        assert vectors.dtype == np.float32
        assert vectors.shape == (3, embedder.dimensions) == (3, 8)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1])

    def test_puts_texts_of_one_meaning_close_together(self, embedder):
        near, far = embedder.embed_documents(["caregivers", "gardens"])
        query = embedder.embed_query("carers")

        assert query @ near == pytest.approx(1.0)
        assert query @ far == pytest.approx(0.0)

    def test_gives_a_text_the_same_vector_alone_and_beside_longer_ones(self, embedder):
        alone = embedder.embed_documents(["lonely"])
        beside = embedder.embed_documents(["lonely", "lonely carers in gardens " * 9])

        assert beside[0] == pytest.approx(alone[0])

    @pytest.mark.parametrize("text", ["\x00", "😀", "\u202egnitser", "care " * 5_000])
    def test_takes_any_text(self, embedder, text):
        assert embedder.embed_query(text).shape == (8,)

    def test_says_that_nothing_has_no_meaning(self, embedder):
        with pytest.raises(EmbedderError, match="without a direction"):
            embedder.embed_query("")

    def test_takes_no_text_at_all(self, embedder):
        assert embedder.embed_documents([]).shape == (0, 8)

    def test_is_another_model_when_its_weights_are_others(self, tmp_path):
        first = load(make_model(tmp_path / "tiny"))
        second = load(make_model(tmp_path / "tiny", {"carers": 3}))

        assert first.model.startswith("tiny@")
        assert first.model != second.model

    def test_tells_its_dimensions(self, tmp_path):
        assert load(make_model(tmp_path / "wide", dimensions=16)).dimensions == 16

    @pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "tokenizer_config.json"])
    def test_says_what_a_folder_lacks(self, tmp_path, missing):
        folder = make_model(tmp_path / "tiny")
        (folder / missing).unlink()

        with pytest.raises(EmbedderError, match=missing):
            load(folder)

    def test_refuses_a_damaged_network(self, tmp_path):
        folder = make_model(tmp_path / "tiny")
        (folder / "model.onnx").write_bytes(b"not a network")

        with pytest.raises(EmbedderError, match="cannot be loaded"):
            load(folder)

    def test_refuses_a_name_that_no_hub_has(self, tmp_path):
        with pytest.raises(EmbedderError, match="no-such-model"):
            load(tmp_path / "no-such-model")

    def test_fetches_nothing_that_it_may_not(self, tmp_path):
        with pytest.raises(EmbedderError, match="cannot be loaded"):
            OnnxEmbedder(
                "sentence-transformers/all-MiniLM-L6-v2", cache=tmp_path, may_download=False
            )
