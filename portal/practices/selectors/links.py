"""How a practice is related to others, read from both ends and shown only where both are public."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.practices.enums import LinkKind
from portal.practices.models import PracticeLink, PracticePage
from portal.practices.querysets import PracticeQuerySet

RELATED_PRACTICES = 5

_FROM_THE_OTHER_END = {
    LinkKind.ADAPTED_FROM: _("Adapted by others as"),
    LinkKind.INSPIRED_BY: _("Inspired"),
    LinkKind.HELPED_BY: _("Helped to start"),
    LinkKind.LED_TO_BY: _("Led to"),
    LinkKind.COMPARE_WITH: LinkKind.COMPARE_WITH.label,
}
"""Kind of link -> its words on the page of the practice that is linked to."""


@dataclass(frozen=True, kw_only=True)
class RelatedPractice:
    """Another practice, how it is related, and what was changed and why where that is known."""

    relation: str | Promise
    title: str
    url: str
    what_changed: str = ""
    why: str = ""
    is_our_reading: bool = False
    is_adaptation: bool = False
    """Whether one of the two was adapted from the other."""


@dataclass(frozen=True, kw_only=True)
class PracticeLinks:
    """Where a practice came from, what came of it, and what to compare it with."""

    origins: list[RelatedPractice]
    outcomes: list[RelatedPractice]
    comparisons: list[RelatedPractice]

    def without_adaptations(self) -> "PracticeLinks":
        """The links that a drawing of the adaptations does not show already."""
        return replace(
            self,
            origins=[origin for origin in self.origins if not origin.is_adaptation],
            outcomes=[outcome for outcome in self.outcomes if not outcome.is_adaptation],
        )


def practice_links(
    practice: PracticePage, *, visible: PracticeQuerySet, is_draft: bool
) -> PracticeLinks:
    """The links whose other end is in `visible`; an unsaved draft's own come from memory."""
    outgoing, incoming = _stored(practice, visible)
    if is_draft:
        public = set(visible.values_list("pk", flat=True))
        outgoing = [link for link in practice.links.all() if link.to_id in public]
    return PracticeLinks(
        origins=[_onwards(link) for link in outgoing if not _compares(link)],
        outcomes=[_backwards(link) for link in incoming if not _compares(link)],
        comparisons=_comparisons(outgoing, incoming),
    )


def same_theme_practices(
    practice: PracticePage, theme_slugs: list[str], *, offered: PracticeQuerySet
) -> list[PracticePage]:
    """Other practices with one of the themes, most in common first; the stage plays no part."""
    shared = Count("themes", filter=Q(themes__slug__in=theme_slugs), distinct=True)
    return list(
        offered.filter(themes__slug__in=theme_slugs)
        .exclude(pk=practice.pk)
        .select_related("lead_organisation")
        .annotate(shared=shared)
        .order_by("-shared", "title")[:RELATED_PRACTICES]
    )


def _stored(
    practice: PracticePage, visible: PracticeQuerySet
) -> tuple[list[PracticeLink], list[PracticeLink]]:
    links = (
        PracticeLink.objects.filter(
            Q(practice=practice, to__in=visible) | Q(to=practice, practice__in=visible)
        )
        .select_related("practice", "to")
        .order_by("sort_order", "pk")
    )
    found = list(links)
    return (
        [link for link in found if link.practice_id == practice.pk],
        [link for link in found if link.to_id == practice.pk],
    )


def _compares(link: PracticeLink) -> bool:
    return link.kind == LinkKind.COMPARE_WITH


def _comparisons(
    outgoing: Iterable[PracticeLink], incoming: Iterable[PracticeLink]
) -> list[RelatedPractice]:
    # Two practices may each name the other: one line is enough, and the practice's own words win.
    found: dict[int, RelatedPractice] = {}
    for link in filter(_compares, outgoing):
        found.setdefault(link.to_id, _onwards(link))
    for link in filter(_compares, incoming):
        found.setdefault(link.practice_id, _backwards(link))
    return list(found.values())


def _onwards(link: PracticeLink) -> RelatedPractice:
    return _related(link, link.to, LinkKind(link.kind).label)


def _backwards(link: PracticeLink) -> RelatedPractice:
    return _related(link, link.practice, _FROM_THE_OTHER_END[LinkKind(link.kind)])


def _related(link: PracticeLink, other: PracticePage, relation: str | Promise) -> RelatedPractice:
    return RelatedPractice(
        relation=relation,
        title=other.title,
        url=other.url or "",
        what_changed=link.what_changed,
        why=link.why,
        is_our_reading=link.is_our_reading,
        is_adaptation=link.kind == LinkKind.ADAPTED_FROM,
    )
