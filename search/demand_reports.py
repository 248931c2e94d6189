"""What moderators read about searches: those that found little, and themes that practices lack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max, QuerySet, Sum

from portal.practices.models import Theme
from portal.practices.selectors.themes import theme_directory
from search.engines.choice import current_engine
from search.models import QueryCount, SynonymTerm, ThemeCount
from search.port import SearchUnavailableError
from search.proposals import Origin, Proposal, Proposer
from search.text import stems

PERIOD = timedelta(days=90)
FEW_PRACTICES = 3
"""A theme with fewer practices than this leaves a commissioner nothing to compare."""


@dataclass(frozen=True, kw_only=True)
class LackingTheme:
    """A theme that no practice is about, or few while people ask for it or it is a marked gap."""

    name: str
    practices: int
    chosen: int
    """Times that it was chosen as a filter."""
    searched: int
    """Times that its name was in a search."""
    is_gap: bool

    @property
    def demand(self) -> int:
        """How often people asked for it in either way."""
        return self.chosen + self.searched


def searches_that_found_little(*, on: date) -> QuerySet[QueryCount, Any]:
    """Readable wordings of the last 90 days that found nothing or little, most often first."""
    rows = QueryCount.objects.readable().since(on - PERIOD).order_by().values("text")
    return (
        rows.annotate(
            searches=Sum("times"),
            nothing=Sum("nothing_times"),
            little=Sum("weak_times"),
            total=Max("last_total"),
            latest=Max("day"),
        )
        .filter(searches__gt=0)
        .exclude(nothing=0, little=0)
        .order_by(F("nothing").desc(), F("little").desc(), "text")
    )


def proposer() -> Proposer:
    """One that knows the themes, the synonym rules in use and, if it answers, the index."""
    themes = Theme.objects.order_by("path").values_list("name", flat=True)
    terms = SynonymTerm.objects.filter(group__is_active=True).order_by("pk")
    wordings = (
        *(Proposal(wording=name, origin=Origin.THEME) for name in themes),
        *(
            Proposal(wording=text, origin=Origin.SYNONYM)
            for text in terms.values_list("text", flat=True)
        ),
    )
    return Proposer(wordings, _vocabulary())


def lacking_themes(*, on: date) -> list[LackingTheme]:
    """Themes without a public practice, and those with few that somebody asked for; most wanted
    first.

    Marked gaps with few are listed without demand too: the founding documents ask for them.
    """
    chosen = dict(
        ThemeCount.objects.filter(day__gte=on - PERIOD)
        .order_by()
        .values_list("theme_id")
        .annotate(Sum("times"))
    )
    searches = _searches(on)
    directory = theme_directory()
    counted = [*directory, *(child for root in directory for child in root.children)]
    themes = [
        LackingTheme(
            name=entry.theme.name,
            practices=entry.total,
            chosen=chosen.get(entry.theme.pk, 0),
            searched=_times_named(entry.theme.name, searches),
            is_gap=entry.theme.is_gap,
        )
        for entry in counted
        if entry.theme.is_gap or entry.total < FEW_PRACTICES
    ]
    lacking = [theme for theme in themes if theme.is_gap or theme.demand or not theme.practices]
    return sorted(lacking, key=lambda theme: (-theme.demand, theme.practices, theme.name))


def _vocabulary() -> dict[str, int]:
    try:
        return current_engine().vocabulary()
    except SearchUnavailableError:
        return {}


def _searches(on: date) -> list[tuple[frozenset[str], int]]:
    rows = QueryCount.objects.readable().since(on - PERIOD).order_by().values_list("text")
    return [(frozenset(stems(text)), times) for text, times in rows.annotate(Sum("times"))]


def _times_named(name: str, searches: Sequence[tuple[Iterable[str], int]]) -> int:
    wanted = frozenset(stems(name))
    return sum(times for held, times in searches if wanted and wanted.issubset(held))
