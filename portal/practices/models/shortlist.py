"""Practices that somebody put aside, with a note of their own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.practices.models.practice import PracticePage

MAX_NOTE = 1_000


class ShortlistQuerySet(models.QuerySet["ShortlistEntry"]):
    """Filters over shortlists."""

    def as_it_grew(self) -> Self:
        """The practice that was put aside first comes first."""
        return self.order_by("added_at", "pk")


class ShortlistEntry(models.Model):
    """One practice on one person's shortlist; nobody else ever sees it or its note."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shortlist")
    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="+")
    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)
    added_at = models.DateTimeField(_("added"))

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlist entry")
        verbose_name_plural = _("shortlist entries")
        constraints = (
            models.UniqueConstraint(fields=["user", "practice"], name="practices_shortlisted_once"),
        )

    def __str__(self) -> str:
        return f"{self.practice_id}"
