"""Everything that was declared, answered and withdrawn about an adoption, in its order."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Area
from portal.practices.enums import AdoptionStatus, StopReason
from portal.practices.models.adoption import Adoption


class AdoptionStepKind(models.TextChoices):
    """What was done with an adoption."""

    DECLARED = "declared", _("Declared")
    CONFIRMED = "confirmed", _("Confirmed by those whose practice it is")
    DISPUTED = "disputed", _("Disputed by those whose practice it is")
    WITHDRAWN = "withdrawn", _("Withdrawn as a mistake")


class AdoptionStep(models.Model):
    """An adoption as it stood after one step; rows are added and never changed."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="steps")
    kind = models.CharField(_("what was done"), max_length=10, choices=AdoptionStepKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    status = models.CharField(_("how far it is"), max_length=10, choices=AdoptionStatus.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    started = models.CharField(_("started"), max_length=10, blank=True)
    stopped = models.CharField(_("stopped"), max_length=10, blank=True)
    stop_reason = models.CharField(
        _("why it stopped"), max_length=10, choices=StopReason.choices, blank=True
    )
    what_changed = models.TextField(_("what was changed, and why"), blank=True)
    dispute = models.CharField(_("what is disputed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of an adoption")
        verbose_name_plural = _("history of adoptions")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=AdoptionStepKind.values),
                name="practices_adoption_step_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_status_display()}"


COPIED = ("status", "area", "started", "stopped", "stop_reason", "what_changed", "dispute")
"""What a step keeps of the adoption."""
