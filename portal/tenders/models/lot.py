"""A lot: the part of a tender that is awarded on its own, with its codes and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Area
from portal.tenders.enums import AreaScheme, ReservedFor
from portal.tenders.models.tender import Tender


class Lot(models.Model):
    """One lot; a tender whose notice has none gets the implicit lot “1”, so that every tender
    has one.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="lots")
    lot_id = models.CharField(_("lot number"), max_length=100)
    position = models.PositiveIntegerField(_("position in the notice"))
    title = models.CharField(_("title"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=20, blank=True)
    value_amount = models.DecimalField(
        _("value before tax"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    value_currency = models.CharField(_("currency"), max_length=3, blank=True)
    contract_start_date = models.DateField(_("contract starts"), null=True, blank=True)
    contract_end_date = models.DateField(_("contract ends"), null=True, blank=True)
    contract_latest_end_date = models.DateField(
        _("contract ends, with all extensions"), null=True, blank=True
    )
    duration_in_days = models.PositiveIntegerField(_("length in days"), null=True, blank=True)
    suitability_sme = models.BooleanField(_("suits small firms"), null=True, blank=True)
    suitability_vcse = models.BooleanField(
        _("suits voluntary, community and social enterprises"), null=True, blank=True
    )
    reserved_for = models.JSONField(_("reserved for"), default=list, blank=True)
    """The lot's own reservation, else the tender's."""
    reserved_location = models.CharField(_("reserved for the area"), max_length=200, blank=True)
    award_criteria = models.JSONField(_("how bids are weighed"), default=list, blank=True)
    """Pairs of what counts and how much, both as stated."""
    is_implicit = models.BooleanField(_("stands for the whole tender"), default=False)
    areas = models.ManyToManyField(Area, verbose_name=_("areas"), blank=True)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = (
            models.UniqueConstraint(fields=["tender", "lot_id"], name="tenders_lot_once"),
            models.UniqueConstraint(
                fields=["tender"],
                condition=models.Q(is_implicit=True),
                name="tenders_one_implicit_lot",
            ),
            models.CheckConstraint(
                condition=models.Q(value_amount__isnull=True) | ~models.Q(value_currency=""),
                name="tenders_lot_value_has_a_currency",
            ),
            models.CheckConstraint(
                condition=models.Q(contract_end_date__isnull=True)
                | models.Q(contract_start_date__isnull=True)
                | models.Q(contract_end_date__gte=models.F("contract_start_date")),
                name="tenders_lot_ends_after_its_start",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.lot_id

    @property
    def reserved_in_words(self) -> list[str]:
        """Whom the notice lets bid for the lot."""
        return ReservedFor.in_words(self.reserved_for)


class LotClassification(models.Model):
    """What a lot is about, as a code of the Common Procurement Vocabulary or another scheme."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="classifications")
    scheme = models.CharField(_("scheme"), max_length=20)
    code = models.CharField(_("code"), max_length=20)
    description = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        constraints = (
            models.UniqueConstraint(
                fields=["lot", "scheme", "code"], name="tenders_classification_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(scheme="CPV") | models.Q(code__regex=r"^\d{8}$"),
                name="tenders_cpv_code_has_eight_digits",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class LotArea(models.Model):
    """A place as the notice names it, and the area of ours that it lies in where we know one."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="stated_areas")
    scheme = models.CharField(_("named by"), max_length=10, choices=AreaScheme.choices)
    code = models.CharField(_("code"), max_length=10, blank=True)
    text = models.CharField(_("as stated"), max_length=200)
    area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, verbose_name=_("area of ours")
    )

    class Meta:
        verbose_name = _("stated area")
        verbose_name_plural = _("stated areas")
        constraints = (
            models.UniqueConstraint(fields=["lot", "scheme", "text"], name="tenders_lot_area_once"),
            models.CheckConstraint(
                condition=models.Q(scheme__in=AreaScheme.values), name="tenders_area_scheme_known"
            ),
        )

    def __str__(self) -> str:
        return self.text
