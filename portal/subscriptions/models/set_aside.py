"""A practice of which one person wants to hear nothing more."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.practices.models import PracticePage
from portal.subscriptions.models.subscriber import Subscriber


class SetAside(models.Model):
    """No mail to this person tells of the practice; deleted when they bring it back."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="set_aside")
    practice = models.ForeignKey(
        PracticePage, models.CASCADE, related_name="+", verbose_name=_("practice")
    )
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("practice set aside")
        verbose_name_plural = _("practices set aside")
        constraints = (
            models.UniqueConstraint(
                fields=["subscriber", "practice"], name="subscriptions_set_aside_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subscriber_id} × {self.practice_id}"
