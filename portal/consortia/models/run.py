"""One matching of a tender with the providers that were open to it at that moment."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import RunState, SolverStatus
from portal.consortia.models.consortium import Consortium
from portal.tenders.models import Tender


class MatchRun(models.Model):
    """Asked for by a person or the schedule, and solved in the background.

    It is never changed after, but for what comes later (the other teams), and a newer one that
    finds the same first team: that one brings it up to date, so that answers to it stay.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="match_runs")
    # Set where the team completes those who said yes in a consortium; only that one sees it.
    consortium = models.ForeignKey(
        Consortium, models.CASCADE, null=True, blank=True, related_name="runs"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(_("asked for"))
    state = models.CharField(
        _("state"), max_length=20, choices=RunState.choices, default=RunState.REQUESTED
    )
    solved_at = models.DateTimeField(_("worked out"), null=True, blank=True)
    inputs_sha256 = models.CharField(_("digest of the inputs"), max_length=64, blank=True)
    rules_version = models.CharField(_("version of the rules"), max_length=20, blank=True)
    solver_status = models.CharField(
        _("what was proven"), max_length=10, choices=SolverStatus.choices, blank=True
    )
    objective = models.IntegerField(_("quality reached"), default=0)
    bound = models.IntegerField(_("quality that none can beat"), default=0)
    # Whoever looks sees the best team at once; other teams are looked for while nobody waits.
    alternatives_at = models.DateTimeField(_("other teams looked for"), null=True, blank=True)
    losses_at = models.DateTimeField(_("losses worked out"), null=True, blank=True)
    is_after_decision = models.BooleanField(
        _("asked for by a decision on what the tender asks for"), default=False
    )
    work = models.FloatField(_("solver's work in its own seconds"), default=0.0)

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matchings")
        constraints = (
            # Asking twice while one waits is asking once.
            models.UniqueConstraint(
                fields=["tender"],
                condition=models.Q(state="requested", consortium__isnull=True),
                name="consortia_one_waiting_run_a_tender",
            ),
            models.UniqueConstraint(
                fields=["consortium"],
                condition=models.Q(state="requested"),
                name="consortia_one_waiting_run_a_consortium",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=RunState.values), name="consortia_run_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(solver_status="optimal")
                | models.Q(objective=models.F("bound")),
                name="consortia_optimal_means_no_distance_to_the_bound",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tender} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        """Address of the page with the newest matching of the tender."""
        return reverse("tender_consortia", args=[self.tender_id])

    @property
    def is_proven_best(self) -> bool:
        """Whether the first proposal may be called the best there is."""
        return self.solver_status == SolverStatus.OPTIMAL
