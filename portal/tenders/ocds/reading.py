"""Turns one compiled release into the facts of a tender."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from portal.tenders.enums import NoticeSource
from portal.tenders.ocds.care import care_relevance
from portal.tenders.ocds.facts import CareFacts, LotFacts, TenderFacts
from portal.tenders.ocds.identity import Identity
from portal.tenders.ocds.lots import lots
from portal.tenders.ocds.parties import parties
from portal.tenders.ocds.sources import licence_of, notice_url, source_of
from portal.tenders.ocds.stages import legal_regime, stage, status
from portal.tenders.ocds.terms import reserved_for, selection_criteria, terms
from portal.tenders.ocds.values import Node

LONGEST_TITLE = 500
LONGEST_NAME = 300
MOST_LOTS = 9_998
"""Sources write 9999999, 2147483647 or 1e9999 where they mean that there is no limit."""


def tender_facts(release: Node, newest: Identity, *, licence: str) -> TenderFacts:
    """Read everything that we keep, noting each repair in the findings of ``release``.

    ``newest`` identifies the newest release in the compiled one; ``licence`` is its package's. No
    value is guessed.
    """
    tender = release.child("tender")
    source, found_status = source_of(newest.ocid), status(release, newest.tags)
    found_lots = lots(release)
    suitability, limits = tender.child("suitability"), tender.child("lotDetails")
    return TenderFacts(
        ocid=newest.ocid,
        source=source,
        notice_url=notice_url(release, newest, source),
        licence=licence_of(source, licence),
        title=_title(release, found_lots),
        description=tender.text("description"),
        selection_criteria=selection_criteria(tender),
        further_information=release.text("description"),
        buyer_name=_buyer(release),
        status=found_status,
        stage=stage(release, found_status),
        legal_regime=legal_regime(release),
        procurement_method=tender.text("procurementMethodDetails", longest=200),
        published_at=newest.released_at,
        engagement_end_at=_engagement_end(release),
        interest_end_at=tender.moment("expressionOfInterestDeadline"),
        tender_period_end_at=tender.child("tenderPeriod").moment("endDate"),
        value=tender.money("value"),
        suitability_sme=suitability.yes_no("sme"),
        suitability_vcse=suitability.yes_no("vcse"),
        reserved_for=reserved_for(tender),
        maximum_lots_bid=_limit(limits, "maximumLotsBidPerSupplier"),
        maximum_lots_awarded=_limit(limits, "maximumLotsAwardedPerSupplier"),
        is_example=source == NoticeSource.EXAMPLE,
        terms=terms(release),
        care=_care(tender, found_lots),
        lots=found_lots,
        parties=parties(release, is_example=source == NoticeSource.EXAMPLE),
    )


def _title(release: Node, found_lots: tuple[LotFacts, ...]) -> str:
    tender = release.child("tender")
    title = tender.text("title", longest=LONGEST_TITLE)
    if title:
        return title
    other = release.text("title", longest=LONGEST_TITLE)
    other = other or next((lot.title for lot in found_lots if lot.title), "")
    other = other or next(_titles_after(release), "")
    other = other or _("Notice without a title")
    tender.drop("title", _("No title; called “%(title)s”.") % {"title": other})
    return other


def _titles_after(release: Node) -> Iterator[str]:
    """What awards and contracts are called, which notices of those alone may give only there."""
    for part in (*release.children("awards"), *release.children("contracts")):
        if title := part.text("title", longest=LONGEST_TITLE):
            yield title


def _buyer(release: Node) -> str:
    """The buyer's name, which one source gives only among the parties."""
    name = release.child("buyer").text("name", longest=LONGEST_NAME)
    if name:
        return name
    for role in ("buyer", "procuringEntity"):
        for party in release.children("parties"):
            if role in party.texts("roles"):
                return party.text("name", longest=LONGEST_NAME)
    return release.child("tender").child("procuringEntity").text("name", longest=LONGEST_NAME)


def _engagement_end(release: Node) -> datetime | None:
    for milestone in release.child("planning").children("milestones"):
        if milestone.text("type") == "engagement":
            return milestone.moment("dueDate")
    return None


def _limit(limits: Node, key: str) -> int | None:
    """The most lots; None where there is no limit, however a source writes that."""
    value = limits.data.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool) and value > MOST_LOTS:
        limits.drop(key, _("Means that there is no limit; left empty."))
        return None
    return limits.count(key, most=MOST_LOTS)


def _care(tender: Node, found_lots: tuple[LotFacts, ...]) -> CareFacts:
    words = [tender.text("title"), tender.text("description")]
    words += [text for lot in found_lots for text in (lot.title, lot.description)]
    regimes = tender.texts("specialRegime")
    return care_relevance(
        [code for lot in found_lots for code in lot.classifications],
        text="\n".join(words),
        is_light_touch="lightTouch" in regimes,
    )
