"""The way out for mails: whether it rests, and how many may go through it now."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailChannel(models.Model):
    """One row that all senders share, whose lock makes their counting one.

    ``failures`` are sessions in a row that the server refused; they set ``rests_until``. ``tokens``
    are mails that may go out now; they fill up with time (token bucket).
    """

    SINGLETON = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLETON)
    failures = models.PositiveIntegerField(_("sessions refused in a row"), default=0)
    rests_until = models.DateTimeField(_("rests until"), null=True, blank=True)
    tokens = models.FloatField(_("mails that may go now"), default=0)
    filled_at = models.DateTimeField(_("last filled"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail channel")
        verbose_name_plural = _("mail channels")
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="subscriptions_one_channel"),
        )

    def __str__(self) -> str:
        return f"{self.failures} refused, until {self.rests_until or '-'}"
