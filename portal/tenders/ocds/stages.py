"""Reads how far a procurement has come, and under which rules it runs."""

from django.utils.translation import gettext as _

from portal.tenders.enums import LegalRegime, Stage, TenderStatus
from portal.tenders.ocds.values import Node

_ENDED = {TenderStatus.CANCELLED, TenderStatus.UNSUCCESSFUL, TenderStatus.WITHDRAWN}
_BY_TAG = (
    ("tenderCancellation", TenderStatus.CANCELLED),
    ("contract", TenderStatus.COMPLETE),
    ("award", TenderStatus.COMPLETE),
    ("tenderAmendment", TenderStatus.ACTIVE),
    ("tenderUpdate", TenderStatus.ACTIVE),
    ("tender", TenderStatus.ACTIVE),
    ("planning", TenderStatus.PLANNED),
)
_REGIMES = (
    ("2023/54", LegalRegime.PROCUREMENT_ACT_2023),
    ("32014L0024", LegalRegime.PUBLIC_CONTRACTS_2014),
)
_PROVIDER_SELECTION = "provider selection regime"


def status(release: Node, tags: tuple[str, ...]) -> TenderStatus:
    """The stated status; where none is stated, what the newest release's tag says.

    The tag of a compiled release says nothing; what it holds of contracts and awards does.
    """
    tender = release.child("tender")
    stated = tender.text("status").lower()
    if stated in TenderStatus.values and stated != TenderStatus.UNKNOWN:
        return TenderStatus(stated)
    meant = next((status for tag, status in _BY_TAG if tag in tags), TenderStatus.UNKNOWN)
    if "compiled" in tags and any(release.data.get(part) for part in ("contracts", "awards")):
        meant = TenderStatus.COMPLETE
    told = _("Not a status of OCDS; “%(status)s” read from the tag and from what is there.")
    tender.drop("status", told % {"status": meant})
    return meant


def stage(release: Node, status: TenderStatus) -> Stage:
    """How far the buyer has come, from the status and from what has been published."""
    if status in _ENDED:
        return Stage.ENDED
    if any(contract.data for contract in release.children("contracts")):
        return Stage.CONTRACT
    is_awarded = any(
        award.text("status") not in {"cancelled", "unsuccessful"}
        for award in release.children("awards")
    )
    if is_awarded:
        return Stage.AWARDED
    if status == TenderStatus.COMPLETE:
        return Stage.AWARDED
    if status == TenderStatus.PLANNING:
        return Stage.EARLY_ENGAGEMENT
    return Stage.PLANNED if status == TenderStatus.PLANNED else Stage.OPEN


def legal_regime(release: Node) -> LegalRegime:
    """The rules; notices of the Provider Selection Regime say so in their text only."""
    tender = release.child("tender")
    words = " ".join(
        node.text(key) for node in (release, tender) for key in ("title", "description")
    )
    if _PROVIDER_SELECTION in words.lower():
        return LegalRegime.PROVIDER_SELECTION_REGIME
    basis = tender.child("legalBasis").text("id")
    return next((regime for key, regime in _REGIMES if key in basis), LegalRegime.UNKNOWN)
