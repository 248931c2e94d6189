"""What a reader asks of the tender board: the one reader, and writer, of its address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.common.typed_text import readable, usable_text
from portal.organisations.models import Area, ServiceType
from portal.tenders.enums import Stage

_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class Timing(TextChoices):
    """Whether something can be done about a tender now, soon or no more."""

    OPEN = "open", gettext_lazy("Open for bids")
    COMING = "coming", gettext_lazy("Still to come")
    OVER = "over", gettext_lazy("Closed or awarded")


class Closing(TextChoices):
    """How many days are left to bid, or to talk with the buyer; the values are the days."""

    WEEK = "7", gettext_lazy("Within 7 days")
    FORTNIGHT = "14", gettext_lazy("Within 14 days")
    MONTH = "30", gettext_lazy("Within 30 days")


class Suits(TextChoices):
    """Whom the buyer says that a tender suits; its silence says nothing."""

    SME = "sme", gettext_lazy("Small firms, says the buyer")
    VCSE = "vcse", gettext_lazy("Charities and social enterprises, says the buyer")


class Subject(TextChoices):
    """What a tender is about, as far as the import could tell."""

    CARE = "care", gettext_lazy("Care or support")
    OTHER = "other", gettext_lazy("Something else")


class Sort(TextChoices):
    """The order of what was found by words; without words it is by closing date."""

    RELEVANCE = "relevance", gettext_lazy("Best match first")
    CLOSING = "closing", gettext_lazy("Closing soonest first")


FILTERS: dict[str, str | Promise] = {
    "status": gettext_lazy("Status"),
    "closing": gettext_lazy("Closing"),
    "area": gettext_lazy("Area"),
    "service": gettext_lazy("Service"),
    "suits": gettext_lazy("Suitable for"),
    "stage": gettext_lazy("Stage"),
    "subject": gettext_lazy("About"),
}
"""Key in addresses -> what the filter is called, in the order of the page."""

_FIXED: dict[str, type[TextChoices]] = {
    "status": Timing,
    "closing": Closing,
    "suits": Suits,
    "stage": Stage,
    "subject": Subject,
}


def choices_of(key: str) -> dict[str, str]:
    """Every value of a filter with its words, in order; areas and services from the database."""
    if key == "area":
        return dict(Area.objects.order_by("path").values_list("slug", "name"))
    if key == "service":
        services = ServiceType.objects.exclude(cpv_code="").order_by("name")
        return dict(services.values_list("slug", "name"))
    return {str(value): str(label) for value, label in _FIXED[key].choices}


@dataclass(frozen=True, kw_only=True)
class BoardQuery:
    """Words and chosen values; values of one filter widen, different filters narrow.

    `filters` is key -> chosen values, as `FILTERS` names them, without empty entries; `labels` has
    the words of each chosen value. `is_exact` keeps the words as typed, without corrected
    spelling. `problems` says in plain words what was left out.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    is_exact: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def parse(cls, data: QueryDict) -> "BoardQuery":
        """Read an address; never raises: a value that no vocabulary holds is left out."""
        text, problems = usable_text(data.get("q") or "")
        page = data.get("page") or ""
        filters: dict[str, tuple[str, ...]] = {}
        labels: dict[tuple[str, str], str] = {}
        for key in FILTERS:
            asked = {readable(value) for value in data.getlist(key)} - {""}
            words = choices_of(key) if asked else {}
            known = tuple(value for value in words if value in asked)
            if known:
                filters[key] = known
                labels |= {(key, value): words[value] for value in known}
        return cls(
            text=text,
            filters=filters,
            is_exact=data.get("exact") == "1",
            sort=Sort.CLOSING if data.get("sort") == Sort.CLOSING else Sort.RELEVANCE,
            page=int(page) if _PAGE_NUMBER.fullmatch(page) else 1,
            labels=labels,
            problems=problems,
        )

    @classmethod
    def from_query_string(cls, query_string: str) -> "BoardQuery":
        """Read what `to_query_string` wrote, or the part of an address after its question mark."""
        return cls.parse(QueryDict(query_string))

    @property
    def has_criteria(self) -> bool:
        """Whether anything narrows the board down."""
        return bool(self.text or self.filters)

    @property
    def criteria(self) -> "BoardQuery":
        """What is asked for, without how it is shown."""
        return replace(self, sort=Sort.RELEVANCE, page=1)

    def without(self, key: str, value: str) -> "BoardQuery":
        """The query with one chosen value taken away; from its first page."""
        kept = tuple(chosen for chosen in self.filters.get(key, ()) if chosen != value)
        filters = {**self.filters, key: kept}
        return replace(self, page=1, filters={name: some for name, some in filters.items() if some})

    def describe(self, total: int | None = None) -> str:
        """The query in words: “12 tenders: Open for bids; Rochdale; matching “meals””."""
        parts = [
            " / ".join(self.labels[key, value] for value in values)
            for key, values in self.filters.items()
        ]
        if self.text:
            parts.append(_("matching “%(text)s”") % {"text": self.text})
        counted = _counted(total)
        return f"{counted}: {'; '.join(parts)}" if parts else counted

    def to_query_string(self, *, with_page: bool = False) -> str:
        """The canonical address: the same criteria give the same string, whatever their order."""
        pairs = [(key, value) for key, values in self.filters.items() for value in values]
        pairs += self._shown()
        if with_page and self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(sorted(pairs))

    def _shown(self) -> Iterable[tuple[str, str]]:
        if self.text:
            yield "q", self.text
        if self.is_exact:
            yield "exact", "1"
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort.value


def _counted(total: int | None) -> str:
    if total is None:
        return _("Tenders")
    return ngettext("%(total)d tender", "%(total)d tenders", total) % {"total": total}
