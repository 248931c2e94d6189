"""Words that others may report: why they do, what is done about it, and the history of that."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 500


class WordsStep(models.TextChoices):
    """What was done with something that somebody wrote."""

    REPORTED = "reported", _("reported")
    HIDDEN = "hidden", _("hidden")
    RESTORED = "restored", _("shown")
    CHANGED = "changed", _("changed by its author")
    TAKEN_BACK = "taken-back", _("taken back by its author")


class ReportReason(models.TextChoices):
    """Why somebody reports what another person wrote."""

    HURTFUL = "hurtful", _("It insults or threatens somebody")
    PRIVATE = "private", _("It names a person or tells private things")
    FALSE = "false", _("It is not true")
    ADVERT = "advert", _("It sells something, or does not belong here")
    OTHER = "other", _("Something else")


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What is wrong, and in the words of whoever says so."""

    reason: ReportReason
    words: str = ""


class ReportableWords(models.Model):
    """What somebody wrote; a report changes nothing for readers until a moderator hides it.

    Each subclass has a `WordsEvent` of its own that points to it as `events`.
    """

    is_reported = models.BooleanField(_("reported"), default=False)
    is_hidden = models.BooleanField(_("hidden by moderators"), default=False)

    if TYPE_CHECKING:
        # A manager of the events; the plugin of mypy knows it for each subclass only.
        events: Any

    class Meta:
        abstract = True

    @property
    def history(self) -> models.QuerySet[Any]:
        """Everything that was reported, decided and changed, oldest first."""
        events: models.QuerySet[Any] = self.events.select_related("by").order_by("at", "pk")
        return events


class WordsEvent(models.Model):
    """One report, decision, or change by the author; rows are added and never changed."""

    step = models.CharField(_("what was done"), max_length=10, choices=WordsStep.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    report_reason = models.CharField(
        _("reason of the report"), max_length=10, choices=ReportReason.choices, blank=True
    )
    words = models.CharField(_("in words"), max_length=MOST_WORDS, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.words or self.get_report_reason_display()}"


class ChangeableWordsEvent(WordsEvent):
    """An entry about words that their author may change: it keeps what stood there before."""

    earlier_text = models.TextField(_("what stood there before"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        what = self.words or self.earlier_text or self.get_report_reason_display()
        return f"{self.get_step_display()}: {what}"


HAS_ITS_REASON = models.Q(
    step=WordsStep.REPORTED, report_reason__in=ReportReason.values
) | models.Q(~models.Q(words=""), step__in=[WordsStep.HIDDEN, WordsStep.RESTORED], report_reason="")
"""True of a report that says what is wrong, and of a decision that says why."""
