"""Practices as cards: what a list shows of each, in the words of the card component."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.organisations.models import Area
from portal.practices.enums import Stage
from portal.practices.models import PracticePage
from portal.practices.naming import WITH_NAMED_PARTNERS
from portal.practices.querysets import PracticeQuerySet

STAGE_COLOURS = {
    Stage.PROPOSED: "grey",
    Stage.IN_TRIAL: "yellow",
    Stage.RUNNING: "green",
    Stage.SPREAD: "teal",
    Stage.STOPPED: "purple",
}
"""Stage -> colour of its tag; the words carry the meaning, and no colour says good or bad."""

NAMED_AREAS = 3
"""More places than this would push the summary off a small screen."""


@dataclass(frozen=True, kw_only=True)
class PracticeCard:
    """One practice in a list; the fields are those of `components/practice_card.html`."""

    id: int
    title: str
    url: str
    summary: str
    organisation: str
    area: str
    stage: str
    stage_colour: str
    evidence_level: str
    evidence: str
    example: str
    easy_read_url: str


def practice_cards(practices: PracticeQuerySet) -> list[PracticeCard]:
    """Cards in the order of `practices`, in four queries however many there are."""
    return list(cards_by_id(practices).values())


def cards_by_id(practices: PracticeQuerySet) -> dict[int, PracticeCard]:
    """Page id -> card, in the order of `practices`; for screens with an order of their own."""
    rows = practices.select_related("lead_organisation", "easy_read").prefetch_related(
        *WITH_NAMED_PARTNERS, "areas"
    )
    return {practice.pk: _card(practice) for practice in rows}


def areas_in_words(areas: Iterable[Area]) -> str:
    """The names of places, the smallest kind first, and how many more there are."""
    names = [area.name for area in sorted(areas, key=lambda area: (-area.depth, area.name))]
    # One left-over place takes no more room than “and 1 more place”.
    shown = names if len(names) <= NAMED_AREAS + 1 else names[:NAMED_AREAS]
    more = len(names) - len(shown)
    if more:
        shown.append(ngettext("%(n)d more place", "%(n)d more places", more) % {"n": more})
    return ", ".join(shown)


def _card(practice: PracticePage) -> PracticeCard:
    return PracticeCard(
        id=practice.pk,
        title=practice.title,
        url=practice.url or "",
        summary=practice.summary,
        organisation=", ".join(map(str, practice.organisations)),
        area=areas_in_words(practice.areas.all()),
        stage=practice.get_stage_display(),
        stage_colour=STAGE_COLOURS[Stage(practice.stage)],
        evidence_level=practice.get_evidence_level_display(),
        evidence=practice.evidence_sentence,
        example=_("Example: not a real practice") if practice.is_example else "",
        easy_read_url=practice.easy_read_address,
    )
