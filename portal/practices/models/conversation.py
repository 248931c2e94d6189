"""What readers ask and say about a practice, and everything that moderators did with it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import (
    HAS_ITS_REASON,
    ChangeableWordsEvent,
    ReportableWords,
    WordsStep,
)
from portal.organisations.models import Organisation
from portal.practices.enums import RemarkKind, WriterRole
from portal.practices.models.practice import PracticePage

MOST_TEXT = 2_000
_ANSWER = models.Q(kind=RemarkKind.ANSWER)


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Filters over remarks."""

    def shown(self) -> Self:
        """Those that readers see: not hidden or taken back, nor an answer to such a question."""
        gone = models.Q(question__is_hidden=True) | models.Q(question__is_taken_back=True)
        return self.filter(is_hidden=False, is_taken_back=False).exclude(gone)


class Remark(ReportableWords):
    """One comment, question, answer, thanks or concern, under the role of its writer.

    With the account of a person goes what they wrote.
    """

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="remarks")
    question = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="answers", verbose_name=_("answers")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=RemarkKind.choices)
    role = models.CharField(_("written as"), max_length=20, choices=WriterRole.choices)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", verbose_name=_("for")
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="remarks")
    text = models.TextField(_("words"), max_length=MOST_TEXT)
    written_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField(_("last changed by its author"), null=True, blank=True)
    is_taken_back = models.BooleanField(_("taken back"), default=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("questions and comments")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=RemarkKind.values, role__in=WriterRole.values)
                & ~models.Q(text=""),
                name="practices_remark_known",
            ),
            models.CheckConstraint(
                condition=models.Q(_ANSWER, question__isnull=False)
                | models.Q(~_ANSWER, question=None),
                name="practices_remark_answers_a_question",
            ),
            # Pressing the button twice says it once; two questions may have the same answer.
            models.UniqueConstraint(
                fields=["practice", "author", "kind", "text"],
                condition=models.Q(question=None),
                name="practices_remark_once",
            ),
            models.UniqueConstraint(
                fields=["question", "author", "text"],
                condition=models.Q(question__isnull=False),
                name="practices_answer_once",
            ),
        )
        indexes = (models.Index(fields=["practice", "kind"], name="practices_remark_kinds"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_role_display()}"


class RemarkEvent(ChangeableWordsEvent):
    """One report, decision, or change by the author; rows are added and never changed."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="events")

    class Meta:
        verbose_name = _("entry in the history of a remark")
        verbose_name_plural = _("history of remarks")
        constraints = (
            models.CheckConstraint(
                condition=HAS_ITS_REASON
                | models.Q(
                    ~models.Q(earlier_text=""),
                    step__in=[WordsStep.CHANGED, WordsStep.TAKEN_BACK],
                    report_reason="",
                    words="",
                ),
                name="practices_remark_event_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["remark", "by"],
                condition=models.Q(step=WordsStep.REPORTED),
                name="practices_remark_reported_once",
            ),
        )
