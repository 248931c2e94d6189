"""Which organisations have worked together, and which do not want to."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation
from portal.organisations.models.profile import FIRST_YEAR, LAST_YEAR


class ExistingTie(models.Model):
    """Two organisations that have worked together, as both confirm; it helps a match, never
    decides it.
    """

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="ties_as_first")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="ties_as_second")
    kind = models.CharField(_("what they did together"), max_length=200)
    # Of ties from before the year was asked for, it is not known.
    year = models.PositiveSmallIntegerField(_("last year in which they did"), null=True, blank=True)
    confirmed_by_first_at = models.DateTimeField(_("first confirmed"), null=True, blank=True)
    confirmed_by_second_at = models.DateTimeField(_("second confirmed"), null=True, blank=True)
    # Kept, so that a no is not asked about again and again; the other one does not learn of it.
    refused_by = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("existing tie")
        verbose_name_plural = _("existing ties")
        constraints = (
            # One row for a pair, whichever of the two spoke first.
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="organisations_tie_in_order"
            ),
            models.UniqueConstraint(fields=["first", "second"], name="organisations_tie_once"),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True)
                | models.Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="organisations_tie_of_a_sensible_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

    def other_than(self, organisation: Organisation) -> Organisation:
        """The other one of the two."""
        other: Organisation = self.second if self.first_id == organisation.pk else self.first
        return other

    def is_confirmed_by(self, organisation: Organisation) -> bool:
        """Whether that one of the two says that it is so."""
        is_first = self.first_id == organisation.pk
        confirmed_at = self.confirmed_by_first_at if is_first else self.confirmed_by_second_at
        return confirmed_at is not None

    def confirm_by(self, organisation: Organisation, at: datetime) -> None:
        """Note that this one of the two says so; the first time counts."""
        if self.refused_by_id == organisation.pk:
            self.refused_by = None
        if self.first_id == organisation.pk:
            self.confirmed_by_first_at = self.confirmed_by_first_at or at
        else:
            self.confirmed_by_second_at = self.confirmed_by_second_at or at

    def unconfirm_by(self, organisation: Organisation) -> None:
        """Note that this one of the two does not say so any more."""
        if self.first_id == organisation.pk:
            self.confirmed_by_first_at = None
        else:
            self.confirmed_by_second_at = None


class DoNotPair(models.Model):
    """A private wish not to be put in one team with another; the other never learns of it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="do_not_pair")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("private exclusion")
        verbose_name_plural = _("private exclusions")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "other"], name="organisations_do_not_pair_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("other")),
                name="organisations_do_not_pair_with_itself",
            ),
        )

    def __str__(self) -> str:
        # The other name stays out of logs and admin messages.
        return str(self.organisation)
