"""Results as cards of the practice card component, with what was found marked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.organisations.models import Area
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.cards import PracticeCard, cards_by_id
from search.area_fit import area_fit
from search.port import Hit
from search.reasons import reason_for


@dataclass(frozen=True, kw_only=True)
class ResultCard(PracticeCard):
    """A practice card that says why it is here; title and summary are marked and safe.

    Where the reader asked about places, `area` says how the practice lies to them.
    """

    reason: str


def result_cards(
    hits: Iterable[Hit], practices: PracticeQuerySet, *, asked: Sequence[Area] = ()
) -> list[ResultCard]:
    """Cards in the order of the hits; every hit must be among the practices.

    Args:
        hits: what the engine found.
        practices: those of the hits.
        asked: the places that the reader asked about.
    """
    cards = cards_by_id(practices)
    fits = _area_fits(practices, asked) if asked else {}
    return [
        _card(hit, cards[pk], area=fits.get(pk, cards[pk].area))
        for hit in hits
        for pk in (int(hit.id),)
    ]


def _area_fits(practices: PracticeQuerySet, asked: Sequence[Area]) -> dict[int, str]:
    rows = practices.prefetch_related("areas")
    return {practice.pk: area_fit(asked, list(practice.areas.all())) for practice in rows}


def _card(hit: Hit, card: PracticeCard, *, area: str) -> ResultCard:
    return ResultCard(
        id=card.id,
        # The highlighter escaped these and added nothing but <mark>; a contract test holds it.
        title=mark_safe(hit.title),  # noqa: S308
        url=card.url,
        summary=_summary(hit),
        organisation=card.organisation,
        area=area,
        stage=card.stage,
        stage_colour=card.stage_colour,
        evidence_level=card.evidence_level,
        evidence=card.evidence,
        example=card.example,
        easy_read_url=card.easy_read_url,
        reason=reason_for(hit),
    )


def _summary(hit: Hit) -> SafeString:
    summary = mark_safe(hit.summary)  # noqa: S308 - as above.
    if not hit.fragments:
        return summary
    fragments = ((mark_safe(fragment),) for fragment in hit.fragments)  # noqa: S308 - as above.
    return format_html("{} {}", summary, format_html_join(" ", "{}", fragments))
