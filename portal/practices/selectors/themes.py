"""Themes with how many public practices each has, and the themes that nobody has shown yet."""

from dataclasses import dataclass, field

from portal.practices.models import PracticePage, Theme
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.counts import practices_per_branch, practices_per_tree

LEVELS = 2


@dataclass(frozen=True, kw_only=True)
class CountedTheme:
    """A theme, how many public practices are about it or its children, and those children."""

    theme: Theme
    total: int
    children: list["CountedTheme"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ThemeSurroundings:
    """What a theme's page shows: the practices, the theme above, those below and those beside."""

    theme: Theme
    practices: PracticeQuerySet
    parents: list[Theme]
    children: list[CountedTheme]
    siblings: list[CountedTheme]


def theme_directory() -> list[CountedTheme]:
    """Both levels in the order of the vocabulary, each with its count; a gap counts 0."""
    counts = practices_per_tree(PracticePage.objects.offered(), "themes", depths=LEVELS)
    roots: list[CountedTheme] = []
    for theme in Theme.objects.order_by("path"):
        counted = CountedTheme(theme=theme, total=counts.get(theme.path, 0))
        (roots if theme.is_root() else roots[-1].children).append(counted)
    return roots


def theme_surroundings(theme: Theme) -> ThemeSurroundings:
    """A theme with its public practices and its neighbours, each counted."""
    visible = PracticePage.objects.offered()
    counts = practices_per_branch(visible, "themes", depth=LEVELS)
    parent = theme.get_parent()
    beside = [other for other in parent.get_children() if other != theme] if parent else []
    return ThemeSurroundings(
        theme=theme,
        practices=visible.about_theme(theme).order_by("title"),
        parents=[parent] if parent else [],
        children=_counted(theme.get_children(), counts),
        siblings=_counted(beside, counts),
    )


def _counted(themes: list[Theme], counts: dict[str, int]) -> list[CountedTheme]:
    return [CountedTheme(theme=theme, total=counts.get(theme.path, 0)) for theme in themes]
