"""Whom the network reaches: organisations and public practices by sector, size and area."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.organisations.enums import SizeBand
from portal.organisations.models import Area, Organisation, Sector
from portal.practices.models import PracticePage

SECTOR, SIZE, AREA = gettext_lazy("Sector"), gettext_lazy("Size"), gettext_lazy("Area")


@dataclass(frozen=True, kw_only=True)
class ReachRow:
    """One sector, size or area with its numbers; zero is a number that says most."""

    kind: str | Promise
    name: str
    organisations: int
    practices: int


def reach() -> list[ReachRow]:
    """A row for each sector, size and area, also where nobody is; six queries at most."""
    return [*_by(Sector, SECTOR, "sectors"), *_by_size(), *_by(Area, AREA, "areas")]


def _by(model: type[Model], kind: str | Promise, field: str) -> Iterator[ReachRow]:
    organisations = _counts(Organisation.objects.all(), field)
    practices = _counts(PracticePage.objects.offered(), field)
    ordering = "path" if field == "areas" else "name"
    for row in model._default_manager.order_by(ordering):
        yield ReachRow(
            kind=kind,
            name=str(row),
            organisations=organisations.get(row.pk, 0),
            practices=practices.get(row.pk, 0),
        )


def _by_size() -> Iterator[ReachRow]:
    organisations = _counts(Organisation.objects.all(), "size_band")
    practices = _counts(PracticePage.objects.offered(), "lead_organisation__size_band")
    for value, label in (*SizeBand.choices, ("", _("Not said"))):
        unsaid = practices.get(None, 0) if value == "" else 0
        yield ReachRow(
            kind=SIZE,
            name=str(label),
            organisations=organisations.get(value, 0),
            practices=practices.get(value, 0) + unsaid,
        )


def _counts(rows: object, field: str) -> dict[object, int]:
    grouped = rows.order_by().values_list(field).annotate(Count("pk", distinct=True))  # type: ignore[attr-defined]  # Query sets of two models.
    return dict(grouped)
