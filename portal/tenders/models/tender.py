"""A tender: one contracting process as its newest notices describe it, in OCDS terms."""

import re
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Area
from portal.tenders.enums import (
    NOTICE_TYPES,
    OPEN_STAGES,
    TALKING_STAGES,
    LegalRegime,
    NoticeSource,
    ReservedFor,
    Stage,
    TenderStatus,
)
from portal.tenders.models.early_notice import EarlyNotice
from portal.tenders.querysets import TenderQuerySet

# What Sell2Wales and Public Contracts Scotland add to a notice where the buyer ticks it.
_SUITS_CONSORTIA = re.compile(r"\b(?P<no>not )?suitable for consorti(?:a|um)\b", re.IGNORECASE)


class Tender(models.Model):
    """One contracting process; what it says is the buyer's, and contact persons are left out.

    Every value is read from the compiled releases of one ocid, so an import may write all of them
    anew; or else from the notice that a commissioner posted here. A fact that no notice states is
    empty or null, never a guess.
    """

    ocid = models.CharField(_("ocid"), max_length=100, unique=True)
    source = models.CharField(
        _("published on"), max_length=30, choices=NoticeSource.choices, default=NoticeSource.OTHER
    )
    notice_url = models.URLField(_("address of the notice"), max_length=500, blank=True)
    licence = models.CharField(_("address of the licence"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=500)
    description = models.TextField(_("description"), blank=True)
    selection_criteria = models.TextField(_("what bidders must show"), blank=True)
    further_information = models.TextField(_("more from the notice"), blank=True)
    buyer_name = models.CharField(_("buyer"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=15, choices=TenderStatus.choices, default=TenderStatus.UNKNOWN
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    legal_regime = models.CharField(
        _("rules"), max_length=20, choices=LegalRegime.choices, default=LegalRegime.UNKNOWN
    )
    procurement_method = models.CharField(_("procedure"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("newest notice published"), null=True, blank=True)
    engagement_end_at = models.DateTimeField(_("early engagement ends"), null=True, blank=True)
    interest_end_at = models.DateTimeField(_("express interest by"), null=True, blank=True)
    enquiry_end_at = models.DateTimeField(_("ask questions by"), null=True, blank=True)
    tender_period_end_at = models.DateTimeField(_("bid by"), null=True, blank=True)
    value_amount = models.DecimalField(
        _("value before tax"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    value_currency = models.CharField(_("currency"), max_length=3, blank=True)
    value_gross_amount = models.DecimalField(
        _("value with tax"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    minimum_value_amount = models.DecimalField(
        _("lowest value before tax"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    is_above_threshold = models.BooleanField(_("above the threshold"), null=True, blank=True)
    notice_type = models.CharField(_("kind of notice"), max_length=20, blank=True)
    suitability_sme = models.BooleanField(_("suits small firms"), null=True, blank=True)
    suitability_vcse = models.BooleanField(
        _("suits voluntary, community and social enterprises"), null=True, blank=True
    )
    reserved_for = models.JSONField(_("reserved for"), default=list, blank=True)
    reserved_location = models.CharField(_("reserved for the area"), max_length=200, blank=True)
    maximum_lots_bid = models.PositiveIntegerField(_("most lots in one bid"), null=True, blank=True)
    maximum_lots_awarded = models.PositiveIntegerField(
        _("most lots to one bidder"), null=True, blank=True
    )
    is_care_relevant = models.BooleanField(_("about care or support"), default=False)
    care_reason = models.CharField(_("why, or why not"), max_length=300, blank=True)
    areas = models.ManyToManyField(Area, verbose_name=_("areas"), blank=True)
    early_notice = models.OneToOneField(
        EarlyNotice,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("notice posted here"),
    )
    facts_sha256 = models.CharField(_("digest of the facts"), max_length=64, blank=True)
    imported_at = models.DateTimeField(_("last imported"), null=True, blank=True)
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Fictional, for demonstration; shown with a label."),
    )

    objects = TenderQuerySet.as_manager()

    class Meta:
        verbose_name = _("tender")
        verbose_name_plural = _("tenders")
        constraints = (
            models.CheckConstraint(condition=~models.Q(ocid=""), name="tenders_ocid_stated"),
            models.CheckConstraint(
                condition=models.Q(status__in=TenderStatus.values), name="tenders_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="tenders_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(value_amount__isnull=True) | ~models.Q(value_currency=""),
                name="tenders_value_has_a_currency",
            ),
            models.CheckConstraint(
                condition=models.Q(value_amount__isnull=True) | models.Q(value_amount__gte=0),
                name="tenders_value_not_negative",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of the tender's page."""
        return reverse("tender_detail", args=[self.pk])

    def is_open_at(self, at: datetime) -> bool:
        """Whether a bid can be sent in at that moment, as far as the notice says."""
        return self.status == TenderStatus.ACTIVE and not self._is_past_deadline(at)

    def takes_comments_at(self, at: datetime) -> bool:
        """Whether the buyer still plans or talks, so that organisations may comment."""
        has_passed = self.engagement_end_at is not None and self.engagement_end_at <= at
        return self.stage in TALKING_STAGES and not has_passed

    @property
    def notice_type_in_words(self) -> str:
        """The kind of notice with its number, such as “Tender notice (UK4)”."""
        words = NOTICE_TYPES.get(self.notice_type)
        return f"{words} ({self.notice_type})" if words else self.notice_type

    @property
    def suits_consortia(self) -> bool | None:
        """Whether the notice says in words that a consortium may bid; None where it is silent."""
        found = _SUITS_CONSORTIA.search(f"{self.further_information}\n{self.description}")
        return None if found is None else not found["no"]

    @property
    def reserved_in_words(self) -> list[str]:
        """Whom the notice as a whole lets bid; a lot may say otherwise."""
        return ReservedFor.in_words(self.reserved_for)

    def is_open_to_competition_at(self, at: datetime) -> bool:
        """Whether a consortium formed at that moment could still bid."""
        return self.stage in OPEN_STAGES and not self._is_past_deadline(at)

    def _is_past_deadline(self, at: datetime) -> bool:
        return self.tender_period_end_at is not None and self.tender_period_end_at <= at
