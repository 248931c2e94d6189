"""The times at which anybody wants their digests, so that the planner need not ask each person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import Cadence
from portal.subscriptions.periods import Slot


class ChosenSlot(models.Model):
    """One row for all who chose the same; it stays when nobody is left, and plans for nobody then.

    The slots of people who chose nothing are known without a row.
    """

    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence.choices)
    tz = models.CharField(_("time zone"), max_length=40)
    time = models.TimeField(_("time of day"))
    day = models.PositiveSmallIntegerField(_("day"), default=0)
    chosen_at = models.DateTimeField(
        _("first chosen"), help_text=_("Digests that were due before are nobody's.")
    )

    class Meta:
        verbose_name = _("chosen time of digests")
        verbose_name_plural = _("chosen times of digests")
        constraints = (
            models.UniqueConstraint(
                fields=["cadence", "tz", "time", "day"], name="subscriptions_slot_once"
            ),
            models.CheckConstraint(
                condition=Q(cadence=Cadence.DAILY, day=0)
                | Q(cadence=Cadence.WEEKLY, day__range=(1, 7))
                | Q(cadence=Cadence.MONTHLY, day__range=(1, 28)),
                name="subscriptions_slot_day_comes_in_each_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cadence} {self.day} {self.time:%H:%M} {self.tz}"

    @property
    def slot(self) -> Slot:
        """The row as the calendar knows it."""
        return Slot(cadence=Cadence(self.cadence), tz=self.tz, time=self.time, day=self.day)
