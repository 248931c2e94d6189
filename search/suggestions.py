"""What the portal has that begins as somebody types: practices, themes, organisations, places.

Never what others have searched for: a search may say something about the person who made it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import structlog
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.practices.models import PracticePage
from search.engines.choice import current_engine
from search.names import Name, NameOf, name_table
from search.plan.prefix import Prefix, typed_words
from search.port import SearchUnavailableError, TitleFound

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One page to go to; `note` says under which other name it was found."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SuggestionGroup:
    """Suggestions of one kind, with what one and several of them are called."""

    kind: str
    label: str | Promise
    heading: str | Promise
    suggestions: list[Suggestion]


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """Groups that have something in them; without practices while the engine is down."""

    groups: list[SuggestionGroup]
    is_engine_down: bool = False

    def __iter__(self) -> Iterator[tuple[SuggestionGroup, Suggestion]]:
        for group in self.groups:
            for suggestion in group.suggestions:
                yield group, suggestion


_GROUPS: tuple[tuple[NameOf, str | Promise, str | Promise], ...] = (
    (NameOf.THEME, _("Theme"), _("Themes")),
    (NameOf.ORGANISATION, _("Organisation"), _("Organisations")),
    (NameOf.AREA, _("Area"), _("Areas")),
)


def suggestions_for(typed: str, *, practices: int, names: int) -> Suggestions:
    """Pages whose name has every typed word at the beginning of one of its words.

    Args:
        typed: any text; without a word in it nothing is suggested.
        practices: most practices wanted.
        names: most themes, organisations and areas wanted, of each.
    """
    sought = typed_words(typed)
    if not sought:
        return Suggestions(groups=[])
    try:
        titles = current_engine().suggest(Prefix(words=sought, limit=practices))
        is_engine_down = False
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        titles, is_engine_down = (), True
    groups = [
        SuggestionGroup(
            kind="practice",
            label=_("Practice"),
            heading=_("Practices"),
            suggestions=_readable(titles),
        )
    ]
    table = name_table()
    groups += [
        SuggestionGroup(
            kind=of,
            label=label,
            heading=heading,
            suggestions=[_named(name) for name in table.find(sought, of, limit=names)],
        )
        for of, label, heading in _GROUPS
    ]
    return Suggestions(
        groups=[group for group in groups if group.suggestions], is_engine_down=is_engine_down
    )


def _readable(titles: tuple[TitleFound, ...]) -> list[Suggestion]:
    # The index may be seconds behind: what anybody may read is decided by the database, now.
    pages = PracticePage.objects.offered().in_bulk([int(title.id) for title in titles])
    shown = (pages.get(int(title.id)) for title in titles)
    return [Suggestion(text=page.title, url=page.url or "") for page in shown if page]


def _named(name: Name) -> Suggestion:
    return Suggestion(text=name.label, url=name.url, note=name.note)
