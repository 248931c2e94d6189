"""Changes to organisations and their vocabularies; called by commands and views."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from portal.common.import_files import ImportCounts, counts_of
from portal.common.models import Term
from portal.organisations.imports.organisations import OrganisationRecord
from portal.organisations.imports.service_types import ServiceTypeRecord
from portal.organisations.imports.vocabulary import AreaRecord, TermRecord
from portal.organisations.models import (
    Area,
    ClientGroup,
    NetworkMembership,
    Organisation,
    OrganisationFact,
    OrganisationName,
    Sector,
)
from portal.organisations.numbers.services import keep_numbers

Advance = Callable[[], object]


@transaction.atomic
def import_terms(
    model: type[Term],
    records: Sequence[TermRecord] | Sequence[ServiceTypeRecord],
    *,
    advance: Advance,
) -> ImportCounts:
    """Create or update the entries of one flat vocabulary; entries not named stay as they are."""
    outcomes = []
    for record in records:
        fields = {name: value for name, value in vars(record).items() if name != "slug"}
        outcomes.append(_upserted(model, record.slug, fields))
        advance()
    return counts_of(outcomes)


@transaction.atomic
def import_areas(records: Sequence[AreaRecord], *, advance: Advance) -> ImportCounts:
    """Create or update places; a known place keeps its place in the tree, so that paths stay
    stable.
    """
    outcomes = []
    for record in records:
        fields = {
            "name": record.name,
            "kind": record.kind,
            "note": record.note,
            "gss_code": record.gss_code,
        }
        if Area.objects.filter(slug=record.slug).exists():
            outcomes.append(_upserted(Area, record.slug, fields))
        else:
            _add_area(record, fields)
            outcomes.append("created")
        advance()
    return counts_of(outcomes)


def _add_area(record: AreaRecord, fields: dict[str, str]) -> None:
    area = Area(slug=record.slug, **fields)
    if record.parent:
        Area.objects.get(slug=record.parent).add_child(instance=area)
    else:
        Area.add_root(instance=area)


@transaction.atomic
def import_organisations(
    records: Sequence[OrganisationRecord], *, advance: Advance
) -> ImportCounts:
    """Create or update organisations with their names, facts and members."""
    outcomes = []
    for record in records:
        fields = {key: value for key, value in record.fields.items() if key != "slug"}
        outcome = _upserted(Organisation, record.fields["slug"], fields)
        if _set_related(Organisation.objects.get(slug=record.fields["slug"]), record):
            outcome = "updated" if outcome == "unchanged" else outcome
        outcomes.append(outcome)
        advance()
    for place, record in enumerate(records):
        has_new = _add_members(Organisation.objects.get(slug=record.fields["slug"]), record)
        if has_new and outcomes[place] == "unchanged":
            outcomes[place] = "updated"
    return counts_of(outcomes)


def _upserted(model: type[Any], slug: str, fields: dict[str, Any]) -> str:
    row = model.objects.filter(slug=slug).first()
    if row is None:
        model.objects.create(slug=slug, **fields)
        return "created"
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return "unchanged"
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    return "updated"


def _set_related(organisation: Organisation, record: OrganisationRecord) -> bool:
    """Make names, facts, numbers and vocabulary as the record says; True when any had to change.

    Numbers that it does not name stay, for the organisation may have said them here.
    """
    changed = False
    vocabularies: tuple[tuple[Any, type[Any], tuple[str, ...]], ...] = (
        (organisation.sectors, Sector, record.sectors),
        (organisation.areas, Area, record.areas),
        (organisation.client_groups, ClientGroup, record.client_groups),
    )
    for manager, model, slugs in vocabularies:
        if set(manager.values_list("slug", flat=True)) != set(slugs):
            manager.set(model.objects.filter(slug__in=slugs))
            changed = True
    names = [vars(name) for name in record.names]
    facts = [vars(fact) for fact in record.facts]
    changed |= _replaced(organisation, OrganisationName, names, ("name", "kind"))
    changed |= _replaced(
        organisation, OrganisationFact, facts, ("label", "value", "as_of", "source")
    )
    for identifier in record.identifiers:
        said = {identifier.scheme: identifier.number}
        changed |= keep_numbers(organisation, said, today=identifier.declared_date)
    return changed


def _replaced(
    organisation: Organisation,
    model: type[Any],
    wanted: list[dict[str, str]],
    columns: tuple[str, ...],
) -> bool:
    rows = model.objects.filter(organisation=organisation)
    if list(rows.order_by("pk").values(*columns)) == wanted:
        return False
    rows.delete()
    model.objects.bulk_create(model(organisation=organisation, **values) for values in wanted)
    return True


def _add_members(network: Organisation, record: OrganisationRecord) -> bool:
    """Let the members in that the record names; others stay, for they may have joined here."""
    members = Organisation.objects.filter(slug__in=record.members)
    added = [
        NetworkMembership.objects.get_or_create(network=network, member=member)[1]
        for member in members
    ]
    return any(added)
