"""What was reported about asks, offers and their letters, and what moderators decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ReportReason, WordsEvent, WordsStep
from portal.practices.models.asks import AskMessage, AskOrOffer


class AskEvent(WordsEvent):
    """One report, or one decision; rows are added and never changed.

    A report of a letter shows moderators that one letter, because who received it asked them to.
    """

    ask = models.ForeignKey(AskOrOffer, models.CASCADE, related_name="events")
    letter = models.ForeignKey(AskMessage, models.CASCADE, null=True, related_name="+")

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
