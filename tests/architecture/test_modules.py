"""Every module says what it is for, imports at its top, and has a name that says something."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import (
    ROOT,
    Function,
    advice,
    at,
    functions_of,
    modules_of_tests,
    name_of,
    source_modules,
    tree_of,
)

EVERYWHERE = [*source_modules(), *modules_of_tests()]
# Django must not be imported before its settings are named, so manage.py imports late.
IMPORTS_LATE = {ROOT / "manage.py"}
EMPTY_NAMES = re.compile(
    r"(utils?|helpers?|misc|stuff|lib|tools|shared|general|\w*_(v\d+|old|new|copy|utils?|helpers?))"
)
SECOND_SENTENCE = re.compile(r"[.!?][”\")]?\s+[A-Z“(]")


def _opens_with_one_sentence(docstring: str | None) -> bool:
    """Details may follow after an empty line; what the module is for fits one sentence."""
    text = " ".join((docstring or "").partition("\n\n")[0].split())
    return text.endswith((".", "?", "!")) and not SECOND_SENTENCE.search(text)


def _imports_in(function: Function) -> list[ast.stmt]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]


def _names(path: Path) -> list[str]:
    return [path.stem, *(folder.name for folder in path.relative_to(ROOT).parents)]


class TestModule:
    def test_opens_with_one_sentence_that_says_what_it_is_for(self):
        found = [
            name_of(path)
            for path in EVERYWHERE
            if not _opens_with_one_sentence(ast.get_docstring(tree_of(path)))
        ]

        assert not found, advice(
            "Begin the file with one true sentence; the details go to the classes.", found
        )

    def test_imports_at_its_top_only(self):
        found = {
            at(path, node.lineno)
            for path in EVERYWHERE
            if path not in IMPORTS_LATE
            for function in functions_of(path)
            for node in _imports_in(function)
        }

        assert not found, advice(
            "Move the import to the top. If that makes a circle, the code is in the wrong layer; "
            "in AppConfig.ready() use import_module().",
            found,
        )

    def test_has_a_name_that_says_what_is_in_it(self):
        found = [
            name_of(path)
            for path in EVERYWHERE
            if any(EMPTY_NAMES.fullmatch(name) for name in _names(path))
        ]

        assert not found, advice(
            "Name the module for what it holds; such names gather everything.", found
        )


class TestOpensWithOneSentence:
    def test_refuses_none_two_and_an_unfinished_one(self):
        refused = [None, "", "No full stop", "One. Two.", "One!  Two?", "One (two). (Three.)"]

        assert [text for text in refused if _opens_with_one_sentence(text)] == []

    def test_accepts_full_stops_inside_a_sentence(self):
        assert _opens_with_one_sentence("Runs `manage.py check` on version 8.0 of\n  everything.")
