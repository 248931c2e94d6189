"""The closed lists of the tenders app, in OCDS codes where OCDS has them."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class TenderStatus(models.TextChoices):
    """The tenderStatus codelist of OCDS 1.1, and “unknown” where a notice states none."""

    PLANNING = "planning", _("Early engagement")
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Open")
    CANCELLED = "cancelled", _("Cancelled")
    UNSUCCESSFUL = "unsuccessful", _("Ended without an award")
    COMPLETE = "complete", _("Complete")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNKNOWN = "unknown", _("Not stated")


class Stage(models.TextChoices):
    """How far a buyer has come, from the first talks to what was learned."""

    EARLY_ENGAGEMENT = "early-engagement", _("Early engagement")
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for bids")
    AWARDED = "awarded", _("Awarded")
    CONTRACT = "contract", _("Contract running")
    ENDED = "ended", _("Ended without an award")
    LESSONS = "lessons", _("Lessons shared")


TALKING_STAGES = (Stage.EARLY_ENGAGEMENT, Stage.PLANNED)
"""Stages in which the buyer still listens to what organisations say."""

OPEN_STAGES = (Stage.EARLY_ENGAGEMENT, Stage.PLANNED, Stage.OPEN)
"""Stages in which somebody could still win, whatever the deadline says."""


OVER_FOR_BIDS = (
    TenderStatus.CANCELLED,
    TenderStatus.UNSUCCESSFUL,
    TenderStatus.COMPLETE,
    TenderStatus.WITHDRAWN,
)
"""What a lot may be while its tender goes on: nobody can bid for it any more."""


class NoticeSource(models.TextChoices):
    """Where a notice was published first, read from the prefix of its ocid."""

    FIND_A_TENDER = "find-a-tender", _("Find a Tender")
    CONTRACTS_FINDER = "contracts-finder", _("Contracts Finder")
    SELL2WALES = "sell2wales", _("Sell2Wales")
    PUBLIC_CONTRACTS_SCOTLAND = "public-contracts-scotland", _("Public Contracts Scotland")
    EXAMPLE = "example", _("Example")
    OWN = "own", _("This site, by the buyer")
    OTHER = "other", _("Another publisher")


class LegalRegime(models.TextChoices):
    """The rules that a procurement runs under; they decide who may bid and how."""

    PROCUREMENT_ACT_2023 = "pa2023", _("Procurement Act 2023")
    PROVIDER_SELECTION_REGIME = "psr", _("Provider Selection Regime (health care)")
    PUBLIC_CONTRACTS_2014 = "directive-2014", _("Rules from Directive 2014/24/EU")
    UNKNOWN = "unknown", _("Not stated")


class AreaScheme(models.TextChoices):
    """How a notice names a place."""

    ITL = "itl", _("NUTS or ITL code")
    GSS = "gss", _("GSS code")
    NAME = "name", _("Name")
    POSTCODE = "postcode", _("Postcode")


class IssueKind(models.TextChoices):
    """What the import did with something wrong."""

    REPAIRED = "repaired", _("Repaired")
    REFUSED = "refused", _("Refused")


class ReservedFor(models.TextChoices):
    """Who alone may bid, in the codes of OCDS and of its UK extension."""

    SHELTERED_WORKSHOP = "shelteredWorkshop", _("supported employment providers")
    PUBLIC_SERVICE_MISSION = "publicServiceMissionOrganization", _("public service mutuals")
    SME_VCSE = "smeVcse", _("small firms and voluntary, community and social enterprises")

    @classmethod
    def in_words(cls, codes: Iterable[str]) -> list[str]:
        """Whom the codes name; a code that is not in the codelist as it stands."""
        words = dict(cls.choices)
        return [str(words.get(code, code)) for code in codes]


NOTICE_TYPES = {
    "UK1": _("Pipeline notice"),
    "UK2": _("Preliminary market engagement notice"),
    "UK3": _("Planned procurement notice"),
    "UK4": _("Tender notice"),
    "UK5": _("Transparency notice"),
    "UK6": _("Contract award notice"),
    "UK7": _("Contract details notice"),
    "UK10": _("Contract change notice"),
    "UK11": _("Contract termination notice"),
    "UK12": _("Procurement termination notice"),
}
"""The notices of the Procurement Act 2023 that Find a Tender numbers."""


class PartyRole(models.TextChoices):
    """What a party is in a contracting process, in OCDS's word for the role."""

    BUYER = "buyer", _("Buyer")
    SUPPLIER = "supplier", _("Supplier")
