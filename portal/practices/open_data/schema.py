"""The shape of a practice in import files and exports, as JSON Schema (draft 2020-12)."""

from typing import Any

from django.db.models import TextChoices

from portal.practices import enums
from portal.practices.imports.reading import FORMAT, REFERENCE
from portal.practices.models.practice import NARRATIVE_FIELDS
from portal.practices.open_data.rows import VOCABULARIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PARTIAL_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"
_Schema = dict[str, Any]


def practice_schema() -> _Schema:
    """One practice. Its properties are those that the import reads: a test compares the two."""
    return {
        "type": "object",
        "required": ["reference", "title", "summary", "stage", "evidence", "themes"],
        "additionalProperties": False,
        "properties": {
            "reference": _text(20, pattern=f"^{REFERENCE.pattern}$"),
            "title": _text(200, least=1),
            "summary": _text(250, least=1),
            "stage": _one_of(enums.Stage),
            "stage_as_stated": _text(120),
            "evidence": _one_of(enums.EvidenceBasis),
            "manual": _one_of(enums.Manual, may_be_empty=True),
            "kind_of_change": _one_of(enums.KindOfChange, may_be_empty=True),
            "cost_band": _one_of(enums.CostBand, may_be_empty=True),
            "easy_read_url": _text(200),
            "started": _partial_date(),
            "as_of": _partial_date(),
            **{name: _text(5_000) for name in (*NARRATIVE_FIELDS, "cost_and_staff_time")},
            "licence": _text(120),
            "our_reading": _list({"enum": list(NARRATIVE_FIELDS)}),
            "organisations": _list(_text(100, least=1)),
            **{name: _list(_text(80, least=1)) for name in VOCABULARIES},
            "claims": _list(_claim()),
            "barriers": _list(_finding()),
            "enablers": _list(_finding()),
            "wants": _list(_text(400, least=1)),
            "sources": _list(_source()),
            "links": _list(_link()),
            "featured": {"type": "boolean"},
            "featured_order": {"type": ["integer", "null"], "minimum": 0},
            "is_example": {"type": "boolean"},
        },
    }


def library_schema() -> _Schema:
    """A whole file: what `import_practices` takes and the export gives."""
    return {
        "$schema": DIALECT,
        "title": "Practices of Common Practice",
        "type": "object",
        "required": ["format", "practices"],
        "properties": {
            "format": {"const": FORMAT},
            "licence": {"type": "string"},
            "exported_at": {"type": "string", "format": "date-time"},
            "source": {"type": "string", "format": "uri"},
            "practices": _list({"$ref": "#/$defs/practice"}),
        },
        "$defs": {"practice": practice_schema()},
    }


def _claim() -> _Schema:
    return _object(
        required=["value", "what_changed", "measured_by"],
        value=_text(60, least=1),
        unit=_text(60),
        what_changed=_text(250, least=1),
        period=_text(120),
        as_of=_partial_date(),
        measured_by=_one_of(enums.MeasuredBy),
        effect=_one_of(enums.Effect, may_be_empty=True),
        method=_one_of(enums.Method, may_be_empty=True),
        comparison=_one_of(enums.Comparison, may_be_empty=True),
        replication=_one_of(enums.Replication, may_be_empty=True),
        caution=_text(300),
    )


def _finding() -> _Schema:
    return _object(
        required=["text", "addressee"],
        text=_text(400, least=1),
        addressee=_one_of(enums.Addressee),
    )


def _source() -> _Schema:
    return _object(
        required=["document"],
        document=_one_of(enums.SourceDocument),
        section=_text(120),
        part=_text(200),
        url=_text(200),
    )


def _link() -> _Schema:
    return _object(
        required=["to", "kind"],
        to=_text(20, least=1),
        kind=_one_of(enums.LinkKind),
        what_changed=_text(5_000),
        why=_text(5_000),
        our_reading={"type": "boolean"},
    )


def _object(*, required: list[str], **properties: _Schema) -> _Schema:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _text(most: int, *, least: int = 0, pattern: str = "") -> _Schema:
    bounds: _Schema = {"type": "string", "maxLength": most}
    if least:
        bounds["minLength"] = least
    return {**bounds, "pattern": pattern} if pattern else bounds


def _partial_date() -> _Schema:
    return {
        "type": "string",
        "pattern": PARTIAL_DATE,
        "description": "A year, month or day: 2019, 2019-10 or 2019-10-04. Empty if not stated.",
    }


def _one_of(choices: type[TextChoices], *, may_be_empty: bool = False) -> _Schema:
    values = [*choices.values, ""] if may_be_empty else list(choices.values)
    words = {value: str(label) for value, label in choices.choices}
    return {"enum": values, "description": "; ".join(f"{key}: {words[key]}" for key in words)}


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}
