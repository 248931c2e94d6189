"""Reads the components and their sample data, and renders each sample."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import mark_safe

SAMPLES_FOLDER = Path(__file__).parent / "samples"
COMPONENTS_FOLDER = Path(__file__).parents[2] / "templates" / "components"
_CONTRACT = re.compile(r"{% comment %}\n(.*?)\n{% endcomment %}", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sample of a component: what it shows, and the markup the component makes of it."""

    title: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Component:
    """A component template with the context it documents and its rendered samples."""

    name: str
    contract: str
    examples: tuple[Example, ...]


def components() -> list[Component]:
    """Return every component in the templates folder, by name, rendered with its samples."""
    return [_component(path.stem) for path in sorted(COMPONENTS_FOLDER.glob("*.html"))]


def _component(name: str) -> Component:
    template = get_template(f"components/{name}.html")
    source = (COMPONENTS_FOLDER / f"{name}.html").read_text(encoding="utf-8")
    contract = _CONTRACT.match(source)
    return Component(
        name=name,
        contract=contract.group(1) if contract else "",
        examples=tuple(
            Example(title=sample["title"], html=template.render(sample["context"]))
            for sample in _samples(name)
        ),
    )


def _samples(name: str) -> list[dict[str, Any]]:
    path = SAMPLES_FOLDER / f"{name}.json"
    if not path.exists():
        return []
    samples: list[dict[str, Any]] = json.loads(
        path.read_text(encoding="utf-8"), object_hook=_markup
    )
    return samples


def _markup(value: dict[str, Any]) -> Any:
    """Turn `{"html": ...}` into safe markup, which JSON has no type for."""
    if value.keys() == {"html"}:
        return mark_safe(value["html"])  # noqa: S308 - the samples are files of ours.
    return value
