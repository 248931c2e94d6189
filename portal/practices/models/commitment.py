"""What organisations say in public that they will do, by when, and what became of it."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.practices.member_enums import CommitmentOutcome, YearOn

MOST_WHAT, MOST_WORDS = 300, 1_000
YEAR = timedelta(days=365)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Filters and orders over commitments."""

    def open_first(self) -> Self:
        """Without what moderators hid: those without an outcome first, the one due first ahead."""
        shown = self.filter(is_hidden=False).select_related("organisation", "practice")
        return shown.order_by(
            models.Case(models.When(outcome="", then=0), default=1), "due_on", "pk"
        )


class Commitment(models.Model):
    """One promise of one organisation; its words stay, whatever becomes of it."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="commitments", verbose_name=_("who")
    )
    practice = models.ForeignKey(
        "practices.PracticePage",
        models.SET_NULL,
        null=True,
        related_name="commitments",
        verbose_name=_("about"),
    )
    what = models.CharField(_("what it will do"), max_length=MOST_WHAT)
    due_on = models.DateField(_("by when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=CommitmentOutcome.choices, blank=True
    )
    outcome_text = models.CharField(_("in words"), max_length=MOST_WORDS, blank=True)
    outcome_at = models.DateTimeField(_("told"), null=True)
    year_on = models.CharField(_("a year on"), max_length=10, choices=YearOn.choices, blank=True)
    year_on_text = models.CharField(_("in words"), max_length=MOST_WORDS, blank=True)
    year_on_at = models.DateTimeField(_("told a year on"), null=True)

    is_hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Nobody sees it while this is ticked.")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = (
            # Pressing the button twice makes one promise.
            models.UniqueConstraint(
                fields=["organisation", "what", "due_on"], name="practices_commitment_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", outcome_text="", outcome_at=None)
                | models.Q(outcome__in=CommitmentOutcome.values, outcome_at__isnull=False)
                & ~models.Q(outcome_text=""),
                name="practices_commitment_outcome_with_words",
            ),
            models.CheckConstraint(
                condition=models.Q(year_on="", year_on_text="", year_on_at=None)
                | models.Q(year_on__in=YearOn.values, year_on_at__isnull=False)
                & ~models.Q(outcome=""),
                name="practices_commitment_year_on_after_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("commitment_detail", args=[self.pk])

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over and nothing was told."""
        return not self.outcome and self.due_on < today

    def is_a_year_on(self, today: date) -> bool:
        """Whether it is time to say what is left of it."""
        return bool(self.outcome) and not self.year_on and self.due_on + YEAR <= today
