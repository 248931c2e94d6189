"""A tiny sentence encoder in ONNX, made by the tests themselves: a table of word vectors."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

MEANINGS = {
    "carers": 0, "caregivers": 0, "aides": 0,
    "gardens": 1, "allotments": 1, "greenhouse": 1,
    "lonely": 2, "isolated": 2, "friendless": 2,
}  # fmt: skip
"""Word -> its direction; a text means the mean of its words, and unknown words mean nothing."""
UNKNOWN, PADDING = "[UNK]", "[PAD]"


def make_model(
    folder: Path, meanings: Mapping[str, int] = MEANINGS, *, dimensions: int = 8
) -> Path:
    """Write the network and its tokenizer as the export tools lay them out; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {PADDING: 0, UNKNOWN: 1, **{word: at for at, word in enumerate(meanings, start=2)}}
    _write_tokenizer(folder, vocabulary)
    table = np.zeros((len(vocabulary), dimensions), dtype=np.float32)
    # Unknown words all point one way of their own, and only a little.
    table[1, dimensions - 1] = 0.1
    for word, direction in meanings.items():
        table[vocabulary[word], direction] = 1.0
    _write_network(folder, table)
    return folder


def _write_tokenizer(folder: Path, vocabulary: Mapping[str, int]) -> None:
    tokenizer = Tokenizer(WordLevel(dict(vocabulary), unk_token=UNKNOWN))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    files = {
        "config.json": {"pad_token_id": 0},
        "tokenizer_config.json": {"model_max_length": 64, "pad_token": PADDING},
        "special_tokens_map.json": {"pad_token": PADDING, "unk_token": UNKNOWN},
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")


def _write_network(folder: Path, table: np.ndarray) -> None:
    shape = ["batch", "length"]
    names = ("input_ids", "attention_mask", "token_type_ids")
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in names],
        [
            helper.make_tensor_value_info(
                "last_hidden_state", TensorProto.FLOAT, [*shape, table.shape[1]]
            )
        ],
        [numpy_helper.from_array(table, "table")],
    )
    network = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(network)
    onnx.save(network, folder / "model.onnx")
