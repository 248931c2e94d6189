"""Import files as operators write them, for the tests of the import commands."""

import json
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When the tests import: no date in a file may be later."""


def nothing() -> None:
    """What a test is told of each row: it does not ask."""


def import_file(folder: Path, rows: list, *, kind: str = "practices", name: str = "") -> Path:
    """Write `rows` as a file of the portal's format for `kind`, such as “client-groups”."""
    path = folder / (name or f"{kind}.json")
    document = {"format": f"common-practice/{kind}/1", kind.replace("-", "_"): rows}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
