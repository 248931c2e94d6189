"""Import files as operators write them, for the tests of the import commands."""

import json
from pathlib import Path


def import_file(folder: Path, rows: list, *, kind: str = "practices", name: str = "") -> Path:
    """Write `rows` as a file of the portal's format for `kind`, such as “client-groups”."""
    path = folder / (name or f"{kind}.json")
    document = {"format": f"common-practice/{kind}/1", kind.replace("-", "_"): rows}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
