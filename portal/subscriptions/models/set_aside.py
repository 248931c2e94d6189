"""A practice or opening of which one person wants to hear nothing more."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.practices.models import PracticePage
from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.models.subscriber import Subscriber


class SetAside(models.Model):
    """No mail to this person tells of it; deleted when they bring it back."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="set_aside")
    practice = models.ForeignKey(
        PracticePage, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("practice"),
    )  # fmt: skip
    opening_kind = models.CharField(
        _("of an opening: its kind"), max_length=10, choices=OpeningKind.choices, blank=True
    )
    opening_id = models.PositiveBigIntegerField(
        _("of an opening: its number"), null=True, blank=True
    )
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("set aside")
        verbose_name_plural = _("set aside")
        constraints = (
            models.UniqueConstraint(
                fields=["subscriber", "practice"], name="subscriptions_set_aside_once"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "opening_kind", "opening_id"],
                name="subscriptions_opening_set_aside_once",
            ),
            models.CheckConstraint(
                condition=Q(practice__isnull=False, opening_kind="", opening_id__isnull=True)
                | Q(
                    practice__isnull=True,
                    opening_kind__in=OpeningKind.values,
                    opening_id__isnull=False,
                ),
                name="subscriptions_set_aside_practice_or_opening",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subscriber_id} × {self.opening_kind} {self.about[1]}"

    @property
    def about(self) -> tuple[str, int]:
        """As `Event.about`."""
        return self.opening_kind, self.opening_id or self.practice_id or 0
