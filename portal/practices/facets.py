"""The ways in which practices can be narrowed down, as data: one entry for each filter."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from portal.common.partial_dates import EARLIEST_YEAR
from portal.organisations.models import Area, ClientGroup, Organisation, Sector
from portal.practices.enums import CostBand, EasyRead, EvidenceLevel, KindOfChange, Stage
from portal.practices.models import Theme

NOT_STATED = "not-stated"
"""The value, in every facet, of a practice that says nothing about it."""
YEARS_AHEAD = 10

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
    an order of their own, as stages have; other values are best shown commonest first. `is_folded`
    says that few readers need it, so that only its name is seen until one opens it. `is_open_ended`
    says that the values are no list to choose from, as years: only those that some result has are
    worth showing.
    """

    key: str
    label: str | Promise
    preposition: str | Promise
    values: Callable[[], list[FacetValue]]
    is_listed: bool = True
    is_ordered: bool = False
    is_folded: bool = False
    is_open_ended: bool = False

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


def _not_stated() -> FacetValue:
    return FacetValue(value=NOT_STATED, label=str(_("Not stated")))


def _tree(model: type[MP_Node]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        rows = model.objects.order_by("path").values_list("slug", "name", "depth")
        known = [FacetValue(value=slug, label=name, depth=depth - 1) for slug, name, depth in rows]
        return [*known, _not_stated()]

    return values


def _terms(model: type[Sector | ClientGroup | Organisation]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        rows = model.objects.order_by("name").values_list("slug", "name")
        return [*(FacetValue(value=slug, label=name) for slug, name in rows), _not_stated()]

    return values


def _choices(choices: type[TextChoices]) -> Callable[[], list[FacetValue]]:
    def values() -> list[FacetValue]:
        return [FacetValue(value=str(value), label=str(label)) for value, label in choices.choices]

    return values


def _kinds_of_change() -> list[FacetValue]:
    return [*_choices(KindOfChange)(), _not_stated()]


def _legal_forms() -> list[FacetValue]:
    # In the organisations' own words; spellings that differ in capitals are one form.
    rows = Organisation.objects.order_by("legal_form").values_list("legal_form", flat=True)
    forms: dict[str, str] = {}
    for form in rows.distinct():
        forms.setdefault(slugify(form), form)
    forms.pop("", None)
    return [*(FacetValue(value=slug, label=form) for slug, form in forms.items()), _not_stated()]


def _years() -> list[FacetValue]:
    # Every year that a practice may have begun in, so that asking for one tells nobody whether a
    # practice that is not public began then; a plan may name a year to come.
    years = range(timezone.localdate().year + YEARS_AHEAD, EARLIEST_YEAR - 1, -1)
    return [*(FacetValue(value=str(year), label=str(year)) for year in years), _not_stated()]


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
        key="legal_form",
        label=_("Organisation form"),
        preposition=_("led by an organisation of the form"),
        values=_legal_forms,
        is_folded=True,
    ),
    Facet(
        key="kind_of_change",
        label=_("Kind of change"),
        preposition=_("of the kind"),
        values=_kinds_of_change,
        is_ordered=True,
        is_folded=True,
    ),
    Facet(
        key="cost_band",
        label=_("What it costs in the first year"),
        preposition=_("at a cost of"),
        values=_choices(CostBand),
        is_ordered=True,
        is_folded=True,
    ),
    Facet(
        key="started",
        label=_("Year it started"),
        preposition=_("started in"),
        values=_years,
        is_ordered=True,
        is_folded=True,
        is_open_ended=True,
    ),
    Facet(
        key="easy_read",
        label=_("Easy Read"),
        preposition=_("marked"),
        values=_choices(EasyRead),
        is_ordered=True,
        is_folded=True,
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
