"""Public words that somebody reported, wherever they stand, and what moderators decided."""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.complaints import HAS_ITS_REASON, ReportableWords, WordsEvent, WordsStep


class TextKind(models.TextChoices):
    """Where words stand that anybody may read and report."""

    ADOPTION = "adoption", _("What an organisation does with a practice, and what is disputed")
    RESULT = "result", _("Result of an adoption")
    LESSON = "lesson", _("Lesson of a peer review")
    HOST = "host", _("What a host of learning visits shows")
    VOICE = "voice", _("Lived experience")


_COLUMNS = {
    TextKind.ADOPTION: ("Adoption", ("what_changed", "dispute")),
    TextKind.RESULT: ("AdoptionResult", ("text",)),
    TextKind.LESSON: ("PeerReview", ("lesson",)),
    TextKind.HOST: ("VisitHost", ("shows",)),
    TextKind.VOICE: ("Voice", ("text",)),
}


def words_at(kind: TextKind, object_id: int) -> str:
    """The words as they stand there now, hidden or not; empty where nothing stands any more."""
    name, columns = _COLUMNS[kind]
    model = apps.get_model("practices", name)
    row: Any = model._base_manager.filter(pk=object_id).values_list(*columns).first()
    return "\n\n".join(filter(None, row or ()))


class ReportedText(ReportableWords):
    """Some words that were reported at least once; they stay until a moderator hides them."""

    kind = models.CharField(_("where it stands"), max_length=10, choices=TextKind.choices)
    object_id = models.BigIntegerField(_("number"))

    class Meta:
        verbose_name = _("reported text")
        verbose_name_plural = _("reported texts")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="practices_reported_text_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=TextKind.values), name="practices_reported_text_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:60]}"

    @property
    def words(self) -> str:
        """The words as they stand there now."""
        return words_at(TextKind(self.kind), self.object_id)


class ReportedTextEvent(WordsEvent):
    """One report, or one decision; rows are added and never changed."""

    reported = models.ForeignKey(ReportedText, models.CASCADE, related_name="events")

    class Meta:
        verbose_name = _("entry in the history of a reported text")
        verbose_name_plural = _("history of reported texts")
        constraints = (
            models.CheckConstraint(
                condition=HAS_ITS_REASON,
                name="practices_reported_text_event_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["reported", "by"],
                condition=models.Q(step=WordsStep.REPORTED),
                name="practices_text_reported_once",
            ),
        )


def is_hidden_text(kind: TextKind) -> models.Exists:
    """Whether moderators hid the words of a row: a condition for its query."""
    return models.Exists(
        ReportedText.objects.filter(kind=kind, object_id=models.OuterRef("pk"), is_hidden=True)
    )
