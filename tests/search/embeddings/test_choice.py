"""One setting turns search by meaning on; whatever is wrong with it, searches go on."""

import os
import subprocess
import sys

import pytest
from structlog.testing import capture_logs

from search.embeddings.choice import model_sentence, model_state
from tests.factories.embeddings import make_model


@pytest.fixture
def model(tmp_path, settings):
    folder = make_model(tmp_path / "tiny")
    settings.SEARCH_MODEL = str(folder)
    return folder


class TestModelState:
    def test_is_empty_where_no_model_is_set(self, settings):
        settings.SEARCH_MODEL = ""

        state = model_state()

        assert state.embedder is None
        assert state.problem == ""
        assert model_sentence(state).startswith("off: SEARCH_MODEL is empty")

    def test_loads_the_model_once(self, model):
        first, second = model_state(), model_state()

        assert first.embedder is second.embedder
        assert first.embedder.model.startswith("tiny@")
        assert model_sentence(first) == f"on, with {first.embedder.model} (8 dimensions)"

    def test_follows_the_setting(self, model, settings):
        assert model_state().embedder is not None

        settings.SEARCH_MODEL = ""

        assert model_state().embedder is None

    def test_logs_a_model_that_cannot_be_loaded_once_and_goes_on_without(self, model):
        (model / "model.onnx").write_bytes(b"damaged")

        with capture_logs() as logs:
            states = [model_state(), model_state()]

        assert [state.embedder for state in states] == [None, None]
        assert "by words alone" in model_sentence(states[0])
        assert [log["event"] for log in logs] == ["search.model.not_loaded"]

    def test_tries_a_failed_model_again_when_it_may_be_fetched(self, model):
        network = (model / "model.onnx").read_bytes()
        (model / "model.onnx").write_bytes(b"damaged")
        assert model_state().embedder is None
        (model / "model.onnx").write_bytes(network)

        state = model_state(may_download=True)

        assert state.embedder is not None

    def test_never_imports_the_model_library_where_no_model_is_set(self):
        # A fresh process: this one has loaded the library for the tests above.
        script = (
            "import django, sys; django.setup()\n"
            "import portal.urls, tasks.indexing\n"
            "from search.embeddings.choice import model_state\n"
            "assert model_state().embedder is None\n"
            "print(sorted({'fastembed', 'onnxruntime', 'huggingface_hub'} & sys.modules.keys()))"
        )

        result = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
            capture_output=True,
            text=True,
            check=True,
        )

        assert result.stdout.strip() == "[]"
