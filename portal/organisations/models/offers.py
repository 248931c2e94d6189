"""What an organisation offers to a consortium: hours, and buildings, land or loans; each offer
grows old and is asked for again.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation
from portal.organisations.models.vocabulary import Area

MOST_ABOUT = 500


class CapacityOffer(models.Model):
    """Hours a week that are free from a day on, for every bid or for one tender.

    The tender is named by its ocid (Open Contracting Data Standard), because tenders are a layer
    above; without one the offer stands for every bid. It counts for 90 days from the day it was
    said, and only while the hours are free.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="capacity_offers")
    ocid = models.CharField(_("for the tender"), max_length=100, blank=True)
    weekly_hours = models.PositiveIntegerField(_("hours a week"))
    free_from = models.DateField(_("free from"))
    free_until = models.DateField(_("free until"), null=True, blank=True)
    declared_date = models.DateField(_("declared on"))
    expires_date = models.DateField(_("ask again on"))

    class Meta:
        verbose_name = _("offer of hours")
        verbose_name_plural = _("offers of hours")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "ocid"], name="organisations_hours_offered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_date__gt=models.F("declared_date")),
                name="organisations_hours_expire_later",
            ),
            models.CheckConstraint(
                condition=models.Q(free_until__isnull=True)
                | models.Q(free_until__gt=models.F("free_from")),
                name="organisations_hours_end_after_their_start",
            ),
        )

    def __str__(self) -> str:
        # The hours stay out of logs and admin messages.
        return str(self.organisation)

    def counts_for(self, start: date, *, today: date) -> bool:
        """Whether the promise is not too old, and the hours are free on the day work starts."""
        is_free = self.free_from <= start and (self.free_until is None or start < self.free_until)
        return self.declared_date <= today < self.expires_date and is_free


class AssetKind(models.TextChoices):
    """What a consortium could use beside people's work."""

    BUILDING = "building", _("A building or rooms")
    LAND = "land", _("Land")
    LOAN = "loan", _("A loan or a guarantee")
    VEHICLE = "vehicle", _("Vehicles")
    EQUIPMENT = "equipment", _("Equipment")


class AssetOffer(models.Model):
    """A building, land, loan or the like that teams with work in the area may know of."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="asset_offers")
    kind = models.CharField(_("what"), max_length=10, choices=AssetKind.choices)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="asset_offers"
    )
    about = models.TextField(_("in your words"), max_length=MOST_ABOUT)
    is_named = models.BooleanField(_("with our name"), default=False)
    declared_date = models.DateField(_("offered on"))
    expires_date = models.DateField(_("ask again on"))

    class Meta:
        verbose_name = _("offer of a building, land or loan")
        verbose_name_plural = _("offers of buildings, land or loans")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=AssetKind.values), name="organisations_asset_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_date__gt=models.F("declared_date")),
                name="organisations_asset_expires_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"
