"""What would bring an organisation into a team: its question, and the answer only it may read."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import EntryAnswer
from portal.consortia.models.run import MatchRun
from portal.organisations.models import Area, Organisation, ServiceType

ASK_AGAIN_AFTER = timedelta(days=1)
"""Changing one's own facts and asking again and again would tell of the facts of others."""


class EntryQuestion(models.Model):
    """Asked by an organisation that no team of a matching has; without an answer it waits.

    A matching is kept while its first team is the same, so the organisation may ask anew about it.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="entry_questions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="entry_questions")
    asked_at = models.DateTimeField(_("asked"))
    answer = models.CharField(_("answer"), max_length=12, choices=EntryAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    service_type = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("question what would bring it in")
        verbose_name_plural = _("questions what would bring it in")
        constraints = (
            models.UniqueConstraint(
                fields=["run", "organisation"], name="consortia_entry_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (models.Q(answer__in=EntryAnswer.values) & models.Q(answered_at__isnull=False)),
                name="consortia_entry_answer_has_a_time",
            ),
        )

    def may_be_asked_again(self, at: datetime) -> bool:
        """Whether it was asked long enough ago."""
        return self.asked_at <= at - ASK_AGAIN_AFTER

    def __str__(self) -> str:
        # The answer stays out of logs and admin messages.
        return f"{self.organisation}: {self.run}"
