"""Asks, offers and tenders that are open, as mails tell of them."""

from collections.abc import Collection
from datetime import datetime, time

from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from portal.practices.models import AskOrOffer
from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.openings import Opening
from portal.tenders.enums import TALKING_STAGES
from portal.tenders.models import Tender

MOST_SUMMARY = 250
"""Letters of a description, as many as a practice's summary has at most."""


class Asks:
    """What members look for or have to give."""

    kind = OpeningKind.ASK

    def still_open(self, ids: Collection[int], *, at: datetime) -> dict[int, Opening]:
        """Those that no moderator hid, nobody closed, and whose last day is not over."""
        asks = AskOrOffer.objects.open_on(localdate(at)).filter(pk__in=ids)
        rows = asks.select_related("organisation", "area")
        return {ask.pk: _ask(ask) for ask in rows}

    def list_path(self) -> str:
        """The list of asks and offers."""
        return reverse("ask_list")


class Tenders:
    """Contracts that somebody can bid for, or talk about with a buyer who plans them."""

    kind = OpeningKind.TENDER

    def still_open(self, ids: Collection[int], *, at: datetime) -> dict[int, Opening]:
        """Those open for bids or, while they are planned, for comments."""
        tenders = Tender.objects.listed().one_can_take_part_in_at(at).filter(pk__in=ids)
        return {tender.pk: _tender(tender) for tender in tenders.prefetch_related("areas")}

    def list_path(self) -> str:
        """The tender board."""
        return reverse("tender_list")


def _ask(ask: AskOrOffer) -> Opening:
    # The last day is open to its end.
    ends_at = datetime.combine(ask.closes_on, time.max, get_default_timezone())
    return Opening(
        kind=OpeningKind.ASK,
        title=ask.title,
        path=ask.get_absolute_url(),
        summary=_shortened(ask.text),
        sort=_("%(kind)s: %(what)s")
        % {"kind": ask.get_kind_display(), "what": ask.get_topic_display()},
        by=str(ask.organisation or ""),
        where=str(ask.area or ""),
        ends_at=ends_at,
    )


def _tender(tender: Tender) -> Opening:
    is_planned = tender.stage in TALKING_STAGES
    return Opening(
        kind=OpeningKind.TENDER,
        title=tender.title,
        path=tender.get_absolute_url(),
        summary=_shortened(tender.description),
        by=tender.buyer_name,
        where=", ".join(area.name for area in tender.areas.all()),
        ends_at=tender.engagement_end_at if is_planned else tender.tender_period_end_at,
        is_planned=is_planned,
        is_example=tender.is_example,
    )


def _shortened(text: str) -> str:
    """The beginning up to a whole word, on one line."""
    # As many words as can be letters: the rest of a long text is not taken apart.
    words = " ".join(text.split(maxsplit=MOST_SUMMARY + 1)[: MOST_SUMMARY + 1])
    if len(words) <= MOST_SUMMARY:
        return words
    return words[:MOST_SUMMARY].rpartition(" ")[0] + "…"
