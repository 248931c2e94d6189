"""What organisations say to a buyer during early engagement, and everything done with it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import ChangeableWordsEvent, ReportableWords, WordsStep
from portal.organisations.models import Organisation
from portal.tenders.models.tender import Tender

MOST_TEXT = 2_000


class TenderCommentQuerySet(models.QuerySet["TenderComment"]):
    """Filters over comments."""

    def shown(self) -> Self:
        """Those that readers see."""
        return self.filter(is_hidden=False, is_taken_back=False)


class TenderComment(ReportableWords):
    """One comment in the name of an organisation.

    With the account of a person, or with the organisation, goes what was written.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("words"), max_length=MOST_TEXT)
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("last changed by its author"), null=True, blank=True)
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
    def is_by_the_buyer(self) -> bool:
        """Whether whoever posted the notice here says it."""
        notice = self.tender.early_notice
        return notice is not None and notice.organisation_id == self.organisation_id

    def is_closed_at(self, at: datetime) -> bool:
        """Whether its words can be changed no more."""
        return not self.tender.takes_comments_at(at)


class TenderCommentEvent(ChangeableWordsEvent):
    """One report, decision, or change by the author; rows are added and never changed."""

    comment = models.ForeignKey(TenderComment, models.CASCADE, related_name="events")

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
