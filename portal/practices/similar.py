"""Practices that resemble another: what its page shows of them, and the hook that finds them.

The domain knows no search. Whoever can tell which practices are alike registers a function under
the Wagtail hook `HOOK`; without one, or when it finds none, the page shows practices by theme.
"""

from dataclasses import dataclass, field

from wagtail import hooks

from portal.practices.models import PracticePage

HOOK = "find_similar_practices"
"""Name of the hook: a function of a `PracticePage` that returns `SimilarPractices` and never raises
because something it asks is down. All it returns must be readable by anybody.
"""


@dataclass(frozen=True, kw_only=True)
class SimilarPractice:
    """Another practice, and in words what the two have in common."""

    title: str
    url: str
    reason: str
    organisation: str = ""
    area: str = ""
    is_example: bool = False


@dataclass(frozen=True, kw_only=True)
class SimilarPractices:
    """The nearest practices, and the nearest from another sector and from elsewhere; all differ."""

    nearest: list[SimilarPractice] = field(default_factory=list)
    other_sector: SimilarPractice | None = None
    other_area: SimilarPractice | None = None

    def __bool__(self) -> bool:
        return bool(self.nearest or self.other_sector or self.other_area)


def similar_practices(practice: PracticePage) -> SimilarPractices:
    """What the first registered function that finds something finds."""
    for find in hooks.get_hooks(HOOK):
        found: SimilarPractices = find(practice)
        if found:
            return found
    return SimilarPractices()
