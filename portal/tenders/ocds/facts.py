"""The facts of one contracting process, as plain values that any caller can keep or compare."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.organisations.identifiers import IdentifierScheme
from portal.tenders.enums import (
    AreaScheme,
    LegalRegime,
    NoticeSource,
    PartyRole,
    Stage,
    TenderStatus,
)
from portal.tenders.ocds.values import Money


@dataclass(frozen=True, kw_only=True)
class ClassificationFacts:
    """One code, with its words where the notice or our table has any."""

    scheme: str
    code: str
    description: str


@dataclass(frozen=True, kw_only=True)
class AreaFacts:
    """A place as stated, and the short names of the areas of ours that it means."""

    scheme: AreaScheme
    code: str
    text: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CareFacts:
    """Whether the notice is about care or support, and the reason, either way."""

    is_relevant: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class LotFacts:
    """One lot; suitability is its own, else the tender's, else unknown (None).

    Whom it is reserved for is its own too, else the tender's, else empty.
    """

    lot_id: str
    title: str
    description: str
    status: str
    value: Money | None
    contract_start_date: date | None
    contract_end_date: date | None
    duration_in_days: int | None
    suitability_sme: bool | None
    suitability_vcse: bool | None
    is_implicit: bool
    classifications: tuple[ClassificationFacts, ...]
    areas: tuple[AreaFacts, ...]
    contract_latest_end_date: date | None = None
    award_criteria: tuple[tuple[str, str], ...] = ()
    """What bids are weighed by, each with its weight as stated, or empty."""
    reserved_for: tuple[str, ...] = ()
    reserved_location: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """One number that a public register has for a buyer or supplier, in its standard form."""

    role: PartyRole
    scheme: IdentifierScheme
    number: str


@dataclass(frozen=True, kw_only=True)
class TermsFacts:
    """What else a notice says about bidding; amounts are in the currency of the value."""

    notice_type: str
    is_above_threshold: bool | None
    value_gross_amount: Decimal | None
    minimum_value_amount: Decimal | None
    enquiry_end_at: datetime | None
    reserved_location: str


@dataclass(frozen=True, kw_only=True)
class TenderFacts:
    """A tender and its lots, with nothing of contact persons."""

    ocid: str
    source: NoticeSource
    notice_url: str
    licence: str
    title: str
    description: str
    buyer_name: str
    status: TenderStatus
    stage: Stage
    legal_regime: LegalRegime
    procurement_method: str
    published_at: datetime
    engagement_end_at: datetime | None
    interest_end_at: datetime | None
    tender_period_end_at: datetime | None
    value: Money | None
    suitability_sme: bool | None
    suitability_vcse: bool | None
    reserved_for: tuple[str, ...]
    maximum_lots_bid: int | None
    maximum_lots_awarded: int | None
    is_example: bool
    terms: TermsFacts
    care: CareFacts
    lots: tuple[LotFacts, ...]
    parties: tuple[PartyFacts, ...] = ()
    selection_criteria: str = ""
    """What bidders must show to be considered at all, a line each."""
    further_information: str = ""
    """What the notice says of itself, not of the contract; two sources put conditions there."""
