"""What the front page shows: picks, the newest, subjects to begin with, and how much there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from portal.practices.models import PracticePage, Theme
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.cards import PracticeCard, cards_by_id
from portal.practices.selectors.counts import practices_per_branch
from portal.practices.selectors.themes import CountedTheme

NEWEST = 3


@dataclass(frozen=True, kw_only=True)
class LibraryTotals:
    """How many public practices there are, how many organisations lead them, in how many places."""

    practices: int
    organisations: int
    areas: int


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """Everything on the front page that comes from the library; only public practices."""

    featured: list[PracticeCard]
    newest: list[PracticeCard]
    themes: list[CountedTheme]
    totals: LibraryTotals


def front_page(*, featured_ids: Sequence[int]) -> FrontPage:
    """The front page with `featured_ids` in their order, and the newest of the other practices."""
    visible = PracticePage.objects.offered()
    newest_ids = list(
        visible.exclude(pk__in=featured_ids)
        .order_by("-first_published_at", "title")
        .values_list("pk", flat=True)[:NEWEST]
    )
    cards = cards_by_id(visible.filter(pk__in=[*featured_ids, *newest_ids]))
    return FrontPage(
        featured=[cards[pk] for pk in featured_ids if pk in cards],
        newest=[cards[pk] for pk in newest_ids if pk in cards],
        themes=_upper_themes(visible),
        totals=_totals(visible),
    )


def _upper_themes(visible: PracticeQuerySet) -> list[CountedTheme]:
    counts = practices_per_branch(visible, "themes", depth=1)
    return [
        CountedTheme(theme=theme, total=counts.get(theme.path, 0))
        for theme in Theme.objects.filter(depth=1).order_by("path")
    ]


def _totals(visible: PracticeQuerySet) -> LibraryTotals:
    totals = visible.aggregate(
        practices=Count("pk", distinct=True),
        organisations=Count("lead_organisation", distinct=True),
        areas=Count("areas", distinct=True),
    )
    return LibraryTotals(**totals)
