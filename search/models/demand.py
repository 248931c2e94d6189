"""What people search for, counted by the day: nobody, no address and no time of day is kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.practices.models import Theme
from search.querysets import QueryCountQuerySet


class QueryCount(models.Model):
    """How often one wording was searched for on one day, and how often that found little.

    `text` stays empty until the wording was typed often enough to be no single person's; until then
    only a keyed hash tells it from others.
    """

    day = models.DateField(_("day"))
    text_hash = models.CharField(_("keyed hash of the wording"), max_length=64)
    text = models.CharField(_("searched for"), max_length=200, blank=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    nothing_times = models.PositiveIntegerField(_("found nothing"), default=0)
    weak_times = models.PositiveIntegerField(_("found little"), default=0)
    last_total = models.PositiveIntegerField(_("results last time"), default=0)

    objects = QueryCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of a search")
        verbose_name_plural = _("counts of searches")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["text_hash", "day"], name="search_query_once_a_day"),
            models.CheckConstraint(
                condition=Q(times__gte=F("nothing_times") + F("weak_times")),
                name="search_query_counts_fit",
            ),
        )
        indexes = (models.Index(fields=["day"], name="search_query_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.text or self.text_hash[:8]}"


class ThemeCount(models.Model):
    """How often a theme was chosen as a filter on one day."""

    day = models.DateField(_("day"))
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+", verbose_name=_("theme"))
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of a theme")
        verbose_name_plural = _("counts of themes")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["theme", "day"], name="search_theme_once_a_day"),
        )
        indexes = (models.Index(fields=["day"], name="search_theme_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.theme_id}"
