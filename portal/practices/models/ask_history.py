"""What was reported about asks, offers and their letters, and what moderators decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ReportReason, WordsStep
from portal.practices.models.asks import AskMessage, AskOrOffer

STEPS = (WordsStep.REPORTED, WordsStep.HIDDEN, WordsStep.RESTORED)
MOST_WORDS = 500


class AskEvent(models.Model):
    """One report, or one decision; rows are added and never changed.

    A report of a letter shows moderators that one letter, because who received it asked them to.
    """

    ask = models.ForeignKey(AskOrOffer, models.CASCADE, related_name="events")
    letter = models.ForeignKey(AskMessage, models.CASCADE, null=True, related_name="+")
    step = models.CharField(
        _("what was done"), max_length=10, choices=[(step, step.label) for step in STEPS]
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    report_reason = models.CharField(
        _("reason of the report"), max_length=10, choices=ReportReason.choices, blank=True
    )
    words = models.CharField(_("in words"), max_length=MOST_WORDS, blank=True)

    class Meta:
        verbose_name = _("entry in the history of an ask or offer")
        verbose_name_plural = _("history of asks and offers")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(step=WordsStep.REPORTED, report_reason__in=ReportReason.values)
                | models.Q(
                    ~models.Q(words=""),
                    step__in=[WordsStep.HIDDEN, WordsStep.RESTORED],
                    report_reason="",
                    letter=None,
                ),
                name="practices_ask_event_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["ask", "by"],
                condition=models.Q(step=WordsStep.REPORTED, letter=None),
                name="practices_ask_reported_once",
            ),
            models.UniqueConstraint(
                fields=["letter", "by"],
                condition=models.Q(step=WordsStep.REPORTED, letter__isnull=False),
                name="practices_ask_letter_reported_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.words or self.get_report_reason_display()}"
