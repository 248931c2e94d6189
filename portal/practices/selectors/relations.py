"""The organisations, places, themes and people that a practice names."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Value

from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.models import Beneficiary, PracticePage, Theme
from portal.practices.naming import NAMED_PARTNERS


@dataclass(frozen=True, kw_only=True)
class Named:
    """One organisation or entry of a vocabulary."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PracticeRelations:
    """What a practice names, each list by name; the organisation that leads comes first."""

    organisations: list[Named]
    named: list[Named]
    """Partners that have not said yes, of a practice that was told here and not imported."""
    areas: list[Named]
    themes: list[Named]
    sectors: list[Named]
    client_groups: list[Named]
    gains: list[Named]


_MAY_BE_NAMED = "named_partners"
_RELATIONS: tuple[tuple[str, type[Any], str], ...] = (
    ("lead_organisation", Organisation, "led_practices"),
    ("partners", Organisation, "partner_practices"),
    ("areas", Area, "practicepage"),
    ("themes", Theme, "practicepage"),
    ("sectors", Sector, "practicepage"),
    ("client_groups", ClientGroup, "practicepage"),
    ("gains", Beneficiary, "practicepage"),
)
"""Field of the practice, what it holds, and the name by which that finds its practices."""


def stored_relations(practice: PracticePage) -> PracticeRelations:
    """What the published practice names, in one query."""
    parts = [
        model.objects.filter(**{back: practice.pk})
        .annotate(relation=Value(field))
        .values_list("relation", "slug", "name")
        .order_by()
        for field, model, back in _RELATIONS
    ]
    parts.append(
        PracticePage.objects.filter(NAMED_PARTNERS, pk=practice.pk, partners__isnull=False)
        .annotate(relation=Value(_MAY_BE_NAMED))
        .values_list("relation", "partners__slug", "partners__name")
        .order_by()
    )
    first, *others = parts
    rows: QuerySet[Any, Any] = first.union(*others, all=True).order_by("name")
    named = [(relation, Named(slug=slug, name=name)) for relation, slug, name in rows]
    return _grouped(named)


def drafted_relations(practice: PracticePage) -> PracticeRelations:
    """What an unsaved draft names: read from the page in memory, for the editor's preview."""
    rows = []
    for field, _model, _back in _RELATIONS:
        value = getattr(practice, field)
        items = [value] if field == "lead_organisation" else value.all()
        rows += [(field, Named(slug=item.slug, name=item.name)) for item in items if item]
    # Nobody is asked before it is published: editors see it as it is once all said yes.
    rows += [(_MAY_BE_NAMED, named) for field, named in rows if field == "partners"]
    return _grouped(sorted(rows, key=lambda row: row[1].name))


def _grouped(rows: list[tuple[str, Named]]) -> PracticeRelations:
    def of(*fields: str) -> list[Named]:
        return [named for field in fields for relation, named in rows if relation == field]

    organisations = list(dict.fromkeys(of("lead_organisation", _MAY_BE_NAMED)))
    return PracticeRelations(
        organisations=organisations,
        named=[each for each in of("partners") if each not in organisations],
        areas=of("areas"),
        themes=of("themes"),
        sectors=of("sectors"),
        client_groups=of("client_groups"),
        gains=of("gains"),
    )
