"""What two practices have in common, as a reader is told it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.organisations.models import ClientGroup
from portal.practices.models import PracticePage, Theme
from search.text import stem, words_with_places

MAX_THEMES = 2
MAX_WORDS = 3
MIN_WORDS = 2
"""A single word in common is too little to call two practices alike."""


@dataclass(frozen=True, kw_only=True)
class CommonGround:
    """Names of themes and client groups that two practices share, and words of both."""

    themes: tuple[str, ...] = ()
    client_groups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.themes or self.client_groups or len(self.words) >= MIN_WORDS)

    @property
    def is_same_idea(self) -> bool:
        """Whether they are about the same thing, and not only for the same people or worded so."""
        return bool(self.themes)

    def sentence(self) -> str:
        """The reason for showing one beside the other, strongest first; empty without one."""
        about = _listed(self.themes[:MAX_THEMES])
        whom = _listed(self.client_groups[:MAX_THEMES])
        if about and whom:
            return _("Both are about %(about)s and for %(whom)s.") % {"about": about, "whom": whom}
        if about:
            return _("Both are about %s.") % about
        if whom:
            return _("Both are for %s.") % whom
        if not self:
            return ""
        quoted = (_("“%(words)s”") % {"words": word} for word in self.words[:MAX_WORDS])
        return _("Both use the words %s.") % _listed(tuple(quoted))


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a practice is compared with others by, read once for all of them.

    `telling` are the words that tell it from other practices, the most telling first; `parents` is
    path -> theme of the upper level, named when two practices share no theme below it.
    """

    themes: frozenset[Theme]
    client_groups: frozenset[ClientGroup]
    telling: tuple[str, ...]
    parents: Mapping[str, Theme]

    def common_ground(self, other: PracticePage) -> CommonGround:
        """What another practice shares with this one."""
        theirs = set(other.themes.all())
        above = _roots(self.themes) & _roots(theirs)
        shared = self.themes & theirs or {self.parents[path] for path in above}
        return CommonGround(
            themes=_names(shared),
            client_groups=_names(self.client_groups & set(other.client_groups.all())),
            words=tuple(_written(other, self.telling)),
        )


def mid_sentence(name: str) -> str:
    """A name as it stands inside a sentence: “Loneliness” -> “loneliness”, but “Care Act” as is."""
    first, _space, rest = name.partition(" ")
    is_plain = first[1:].islower() and rest == rest.lower()
    return name[:1].lower() + name[1:] if is_plain else name


def _roots(themes: Collection[Theme]) -> set[str]:
    return {theme.path[: Theme.steplen] for theme in themes}


def _names(terms: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(mid_sentence(str(term)) for term in terms))


def _written(practice: PracticePage, telling: Iterable[str]) -> list[str]:
    # In the words of its title and summary, which are what a reader sees of it first.
    text = f"{practice.title}\n{practice.summary}"
    written: dict[str, str] = {}
    for word in words_with_places(text):
        written.setdefault(stem(word.form), text[word.start : word.end])
    found = dict.fromkeys(stem(word) for word in telling)
    return [mid_sentence(written[key]) for key in found if key in written]


def _listed(names: Sequence[str]) -> str:
    *first, last = names or ("",)
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
