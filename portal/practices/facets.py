"""The ways in which practices can be narrowed down, as data: one entry for each filter."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.enums import EvidenceLevel, Stage
from portal.practices.models import Theme

_kept: ContextVar[dict[str, dict[str, str]] | None] = ContextVar("vocabularies", default=None)


@contextmanager
def vocabularies_read_once() -> Iterator[None]:
    """Inside the block each vocabulary is read once: for work that parses thousands of queries."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """One choice of a facet; `depth` is 0 at the top of a tree and everywhere in a flat list."""

    value: str
    label: str
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One filter: its name in addresses, its words, and the values it may take.

    `preposition` joins the chosen values into a sentence: “in Rochdale”, “about Loneliness”.
    A value of a tree stands for everything below it too. `is_listed` says whether the finder shows
    every value as a choice; the others are reached by links. `is_ordered` says that the values have
    an order of their own, as stages have; other values are best shown commonest first.
    """

    key: str
    label: str | Promise
    preposition: str | Promise
    values: Callable[[], list[FacetValue]]
    is_listed: bool = True
    is_ordered: bool = False

    def labels_of(self, chosen: Iterable[str]) -> dict[str, str]:
        """Value -> label of those among `chosen` that exist, in the vocabulary's own order."""
        wanted = set(chosen)
        if not wanted:
            return {}
        return {value: label for value, label in self._labels().items() if value in wanted}

    def _labels(self) -> dict[str, str]:
        kept = _kept.get()
        if kept is not None and self.key in kept:
            return kept[self.key]
        labels = {known.value: known.label for known in self.values()}
        if kept is not None:
            kept[self.key] = labels
        return labels


def _tree(model: type[MP_Node]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        rows = model.objects.order_by("path").values_list("slug", "name", "depth")
        return [FacetValue(value=slug, label=name, depth=depth - 1) for slug, name, depth in rows]

    return values


def _terms(model: type[Sector | ClientGroup | Organisation]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        rows = model.objects.order_by("name").values_list("slug", "name")
        return [FacetValue(value=slug, label=name) for slug, name in rows]

    return values


def _choices(choices: type[TextChoices]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        return [FacetValue(value=str(value), label=str(label)) for value, label in choices.choices]

    return values


FACETS: tuple[Facet, ...] = (
    Facet(key="theme", label=_("Theme"), preposition=_("about"), values=_tree(Theme)),
    Facet(key="area", label=_("Area"), preposition=_("in"), values=_tree(Area)),
    Facet(
        key="client_group",
        label=_("Who it is for"),
        preposition=_("for"),
        values=_terms(ClientGroup),
    ),
    Facet(key="sector", label=_("Sector"), preposition=_("by"), values=_terms(Sector)),
    Facet(
        key="stage",
        label=_("Stage"),
        preposition=_("at the stage"),
        values=_choices(Stage),
        is_ordered=True,
    ),
    Facet(
        key="evidence",
        label=_("Evidence"),
        preposition=_("with the evidence"),
        values=_choices(EvidenceLevel),
        is_ordered=True,
    ),
    Facet(
        key="organisation",
        label=_("Organisation"),
        preposition=_("from"),
        values=_terms(Organisation),
        is_listed=False,
    ),
)
"""In the order in which the finder shows them and a sentence names them."""
