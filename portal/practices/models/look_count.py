"""How often practices are looked at, by the day: nobody, no address and no time of day is kept."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.practices.models.practice import PracticePage


class LookCount(models.Model):
    """How often the page of one practice was looked at on one day."""

    day = models.DateField(_("day"))
    practice = models.ForeignKey(
        PracticePage, models.CASCADE, related_name="+", verbose_name=_("practice")
    )
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of looks")
        verbose_name_plural = _("counts of looks")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["practice", "day"], name="practices_looks_once_a_day"),
        )
        indexes = (models.Index(fields=["day"], name="practices_looks_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.practice_id}"
