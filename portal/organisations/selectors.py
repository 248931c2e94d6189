"""Reads of organisations for public pages; confidential facts are never among them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr, Upper
from django.utils.text import slugify

from portal.organisations.directory import LETTERS, DirectoryQuery
from portal.organisations.models import (
    DeclaredService,
    NetworkMembership,
    Organisation,
    OrganisationFact,
    OrganisationIdentifier,
    OrganisationName,
    Sector,
)
from portal.organisations.models.organisation import NameKind, OrganisationKind

if TYPE_CHECKING:
    from portal.organisations.models.organisation import OrganisationQuerySet


@dataclass(frozen=True, kw_only=True)
class FilterOption:
    """One choice of a filter, with how many organisations it would show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter of the A to Z; without an address nobody's name begins with it."""

    letter: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationDirectory:
    """The list of organisations with the filters beside it."""

    organisations: "OrganisationQuerySet"
    kinds: list[FilterOption]
    sectors: list[FilterOption]
    letters: list[Letter]
    any_letter_url: str
    """The same list without a first letter."""


@dataclass(frozen=True, kw_only=True)
class OrganisationProfile:
    """What anybody may read about an organisation."""

    organisation: Organisation
    former_names: list[str]
    other_names: list[str]
    identifiers: list[OrganisationIdentifier]
    facts: list[OrganisationFact]
    shared_source: str
    """The source of all the facts, where they have one source; otherwise empty."""
    networks: list[Organisation]
    members: list[Organisation]
    services: list[DeclaredService]
    """Those it agreed to show, with the regulator's rating."""


def organisation_directory(query: DirectoryQuery) -> OrganisationDirectory:
    """Organisations by name; each filter is counted under every choice but its own."""
    return OrganisationDirectory(
        organisations=_matching(query).prefetch_related("areas").in_name_order(),
        kinds=_kinds(query),
        sectors=_sectors(query),
        letters=_letters(query),
        any_letter_url=_address(query, letter=""),
    )


def organisation_profile(organisation: Organisation) -> OrganisationProfile:
    """One organisation with its names, its dated facts, and the networks around and inside it."""
    names = list(organisation.other_names.order_by("pk"))
    facts = list(organisation.facts.order_by("pk"))
    sources = {fact.source for fact in facts}
    ties = list(
        NetworkMembership.objects.filter(
            Q(network=organisation) | Q(member=organisation)
        ).select_related("network", "member")
    )
    return OrganisationProfile(
        organisation=organisation,
        former_names=[name.name for name in names if name.kind == NameKind.FORMER],
        other_names=[name.name for name in names if name.kind != NameKind.FORMER],
        identifiers=list(organisation.identifiers.order_by("scheme")),
        facts=facts,
        shared_source=facts[0].source if len(sources) == 1 else "",
        networks=_by_name(tie.network for tie in ties if tie.member_id == organisation.pk),
        members=_by_name(tie.member for tie in ties if tie.network_id == organisation.pk),
        services=list(public_services().filter(organisation=organisation)),
    )


def public_services() -> "QuerySet[DeclaredService]":
    """What organisations agreed to show of their services, in the order of every public list."""
    return DeclaredService.objects.filter(is_public=True).by_name().prefetch_related("areas")


def organisation_once_called(slug: str) -> Organisation | None:
    """The one organisation with a former name that makes this address; None for none or several.

    Read only where no organisation has the address, so that a walk over the few former names is
    cheap enough and no second column can fall behind the names.
    """
    former = OrganisationName.objects.filter(kind=NameKind.FORMER).values_list(
        "name", "organisation_id"
    )
    found = {pk for name, pk in former if slugify(name) == slug}
    return Organisation.objects.get(pk=found.pop()) if len(found) == 1 else None


def _by_name(organisations: Iterable[Organisation]) -> list[Organisation]:
    """The organisations in the order of every public list."""
    return sorted(organisations, key=lambda organisation: organisation.name.lower())


def _matching(query: DirectoryQuery) -> "OrganisationQuerySet":
    chosen = Q()
    if query.kinds:
        chosen &= Q(kind__in=query.kinds)
    if query.sectors:
        # A subquery, so that an organisation with two of the sectors is one row.
        chosen &= Q(
            pk__in=Organisation.objects.filter(sectors__slug__in=query.sectors).values("pk")
        )
    if query.letter:
        chosen &= Q(name__istartswith=query.letter)
    return Organisation.objects.filter(chosen)


def _kinds(query: DirectoryQuery) -> list[FilterOption]:
    rows = _matching(replace(query, kinds=())).values("kind").annotate(total=Count("pk"))
    counts = {row["kind"]: row["total"] for row in rows.order_by()}
    return [
        FilterOption(
            value=kind.value,
            label=str(kind.label),
            count=counts.get(kind.value, 0),
            is_chosen=kind.value in query.kinds,
        )
        for kind in OrganisationKind
        if kind.value in counts or kind.value in query.kinds
    ]


def _sectors(query: DirectoryQuery) -> list[FilterOption]:
    others = _matching(replace(query, sectors=()))
    counted = Sector.objects.annotate(
        total=Count("organisation", filter=Q(organisation__in=others.values("pk")), distinct=True)
    )
    return [
        FilterOption(
            value=sector.slug,
            label=sector.name,
            count=sector.total,
            is_chosen=sector.slug in query.sectors,
        )
        for sector in counted.order_by("-total", "name")
        if sector.total or sector.slug in query.sectors
    ]


def _letters(query: DirectoryQuery) -> list[Letter]:
    initials = set(
        _matching(replace(query, letter=""))
        .annotate(initial=Upper(Substr("name", 1, 1)))
        .order_by()
        .values_list("initial", flat=True)
        .distinct()
    )
    return [
        Letter(
            letter=letter,
            url=_address(query, letter=letter) if letter in initials else "",
            is_chosen=letter == query.letter,
        )
        for letter in LETTERS
    ]


def _address(query: DirectoryQuery, *, letter: str) -> str:
    pairs = [("kind", kind) for kind in query.kinds]
    pairs += [("sector", sector) for sector in query.sectors]
    if letter:
        pairs.append(("letter", letter))
    return f"?{urlencode(pairs)}"
