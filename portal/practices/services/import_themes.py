"""Writes imported themes in two levels."""

from collections.abc import Callable, Sequence

from django.db import transaction

from portal.common.import_files import ImportCounts, counts_of
from portal.practices.imports.themes import ThemeRecord
from portal.practices.models import Theme


@transaction.atomic
def import_themes(records: Sequence[ThemeRecord], *, advance: Callable[[], object]) -> ImportCounts:
    """Create or update themes; a known theme stays under its parent."""
    outcomes = []
    for record in records:
        outcomes.append(_written(record))
        advance()
    return counts_of(outcomes)


def _written(record: ThemeRecord) -> str:
    fields = {
        "name": record.name,
        "description": record.description,
        "is_gap": record.is_gap,
    }
    theme = Theme.objects.filter(slug=record.slug).first()
    if theme is None:
        _add(Theme(slug=record.slug, **fields), parent=record.parent)
        return "created"
    if all(getattr(theme, name) == value for name, value in fields.items()):
        return "unchanged"
    for name, value in fields.items():
        setattr(theme, name, value)
    theme.save(update_fields=list(fields))
    return "updated"


def _add(theme: Theme, *, parent: str) -> None:
    if parent:
        Theme.objects.get(slug=parent).add_child(instance=theme)
    else:
        Theme.add_root(instance=theme)
