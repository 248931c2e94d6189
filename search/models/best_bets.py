"""Best bets: what moderators put first, or leave out, for one search between two dates."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from portal.practices.models import PracticePage
from search.querysets import BestBetQuerySet
from search.text import stems

MAX_QUERY_LENGTH = 200


def query_key(text: str) -> str:
    """What is the same for queries that differ in case, accents, signs or forms of words only."""
    return " ".join(stems(text))


class BestBetAction(models.TextChoices):
    """What is done with the practice."""

    PIN = "pin", _("Put it first")
    HIDE = "hide", _("Leave it out")


class BestBet(models.Model):
    """One practice for one search, live at the next search; a page's privacy stays stronger."""

    query = models.CharField(
        _("search"),
        max_length=MAX_QUERY_LENGTH,
        help_text=_("The whole search as people type it. Case and forms of words do not matter."),
    )
    key = models.CharField(max_length=MAX_QUERY_LENGTH, editable=False, db_index=True)
    practice = models.ForeignKey(
        PracticePage,
        on_delete=models.CASCADE,
        related_name="best_bets",
        verbose_name=_("practice"),
    )
    action = models.CharField(_("what to do"), max_length=5, choices=BestBetAction.choices)
    position = models.PositiveSmallIntegerField(
        _("place"), default=1, help_text=_("Of several that are put first, 1 stands at the top.")
    )
    starts_on = models.DateField(_("from"), default=localdate)
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Leave it empty for no end.")
    )
    reason = models.CharField(_("why"), max_length=300)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("chosen by"),
    )

    objects = BestBetQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("query"),
        PageChooserPanel("practice"),
        FieldPanel("action"),
        FieldPanel("position"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
        FieldPanel("reason"),
    ]

    class Meta:
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["key", "practice"], name="search_best_bet_once"),
            models.CheckConstraint(
                condition=models.Q(action__in=BestBetAction.values),
                name="search_best_bet_action_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="search_best_bet_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.query} → {self.practice}"

    def clean(self) -> None:
        """Refuse a search without words, an end before the start, and the same choice twice."""
        self.key = query_key(self.query)
        if not self.key:
            raise ValidationError({"query": _("Write at least one word.")})
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Choose a day that is not before the first one.")})
        others = BestBet.objects.exclude(pk=self.pk)
        if self.practice_id and others.filter(key=self.key, practice=self.practice_id).exists():
            raise ValidationError(
                {
                    "practice": _(
                        "There is a best bet for this search and practice. Change that one."
                    )
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the query."""
        self.key = query_key(self.query)[:MAX_QUERY_LENGTH]
        super().save(*args, **kwargs)
