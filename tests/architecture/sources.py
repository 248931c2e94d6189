"""The project's own files, and their syntax trees, as the architecture tests read them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "home", "search", "tasks")
SKIPPED_FOLDERS = {"node_modules", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def source_modules() -> list[Path]:
    """Every Python file of the product, without migrations."""
    found = [path for package in PACKAGES for path in _files(ROOT / package, "*.py")]
    return [ROOT / "manage.py", *(path for path in found if "migrations" not in path.parts)]


def modules_of_tests() -> list[Path]:
    """Every Python file of the tests."""
    return _files(ROOT / "tests", "*.py")


def migrations() -> list[Path]:
    """Every migration of the product."""
    return [
        path
        for package in PACKAGES
        for path in _files(ROOT / package, "*.py")
        if path.parent.name == "migrations" and path.name != "__init__.py"
    ]


def templates() -> list[Path]:
    """Every template of the product: pages, feeds and mails."""
    return [
        path
        for package in PACKAGES
        for path in _files(ROOT / package, "*")
        if "templates" in path.parts and path.suffix in {".html", ".txt", ".xml", ".svg"}
    ]


def name_of(path: Path) -> str:
    """The path as people write it: from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def lines_of(path: Path) -> list[str]:
    """The lines of a file, the first at index 0."""
    return path.read_text(encoding="utf-8").splitlines()


def functions_of(path: Path) -> Iterator[Function]:
    """Every function and method in a file, nested ones too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def at(path: Path, line: int) -> str:
    """A place that editors and terminals can jump to."""
    return f"{name_of(path)}:{line}"


def advice(text: str, found: Iterable[object]) -> str:
    """What to do, and every place to do it, for the message of a failed test."""
    return "\n  ".join([text, *sorted(map(str, found))])


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file() and not SKIPPED_FOLDERS.intersection(path.parts)
    )
