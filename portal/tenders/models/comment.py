"""What organisations say to a buyer during early engagement, and everything done with it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ReportReason, WordsStep
from portal.organisations.models import Organisation
from portal.tenders.models.tender import Tender

MOST_TEXT = 2_000


class TenderCommentQuerySet(models.QuerySet["TenderComment"]):
    """Filters over comments."""

    def shown(self) -> Self:
        """Those that readers see."""
        return self.filter(is_hidden=False, is_taken_back=False)


class TenderComment(models.Model):
    """One comment in the name of an organisation.

    With the account of a person, or with the organisation, goes what was written.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("words"), max_length=MOST_TEXT)
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("last changed by its author"), null=True, blank=True)
    is_reported = models.BooleanField(_("reported"), default=False)
    is_hidden = models.BooleanField(_("hidden"), default=False)
    is_taken_back = models.BooleanField(_("taken back"), default=False)

    objects = TenderCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a tender")
        verbose_name_plural = _("comments on tenders")
        constraints = (
            models.CheckConstraint(condition=~models.Q(text=""), name="tenders_comment_has_words"),
            # Pressing the button twice says it once.
            models.UniqueConstraint(
                fields=["tender", "author", "organisation", "text"], name="tenders_comment_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}, {self.written_at:%Y-%m-%d}"

    @property
    def history(self) -> "models.QuerySet[TenderCommentEvent]":
        """Everything that was reported, decided and changed, oldest first."""
        return self.events.select_related("by").order_by("at", "pk")

    def is_closed_at(self, at: datetime) -> bool:
        """Whether its words can be changed no more."""
        return not self.tender.takes_comments_at(at)


class TenderCommentEvent(models.Model):
    """One report, decision, or change by the author; rows are added and never changed."""

    comment = models.ForeignKey(TenderComment, models.CASCADE, related_name="events")
    step = models.CharField(_("what was done"), max_length=10, choices=WordsStep.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    report_reason = models.CharField(
        _("reason of the report"), max_length=10, choices=ReportReason.choices, blank=True
    )
    words = models.CharField(_("in words"), max_length=500, blank=True)
    earlier_text = models.TextField(_("what stood there before"), max_length=MOST_TEXT, blank=True)

    class Meta:
        verbose_name = _("entry in the history of a comment")
        verbose_name_plural = _("history of comments")
        constraints = (
            models.UniqueConstraint(
                fields=["comment", "by"],
                condition=models.Q(step=WordsStep.REPORTED),
                name="tenders_comment_reported_once",
            ),
        )

    def __str__(self) -> str:
        what = self.words or self.earlier_text or self.get_report_reason_display()
        return f"{self.get_step_display()}: {what}"
