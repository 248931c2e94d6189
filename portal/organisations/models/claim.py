"""Somebody says that they act for an organisation, or what it is; moderators answer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation, OrganisationKind


class ClaimStatus(models.TextChoices):
    """Where a claim stands."""

    WAITING = "waiting", _("Waiting for an answer")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class OrganisationClaim(models.Model):
    """A request to act for an organisation, or of an owner to call it another kind, with its
    answer; kept as the record of who let whom in.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="claims", verbose_name=_("organisation")
    )
    claimant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("who asks")
    )
    kind = models.CharField(
        _("what it is said to be"),
        max_length=20,
        choices=OrganisationKind.choices,
        blank=True,
        help_text=_("Empty where somebody asks to act for it."),
    )
    reason = models.CharField(_("why, in their words"), max_length=500)
    asked_at = models.DateTimeField(_("asked"))
    status = models.CharField(
        _("answer"), max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.WAITING
    )
    answer = models.CharField(_("why"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "claimant"],
                condition=models.Q(status=ClaimStatus.WAITING),
                name="organisations_claim_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status=ClaimStatus.WAITING, decided_at__isnull=True)
                | models.Q(
                    status__in=[ClaimStatus.APPROVED, ClaimStatus.REFUSED],
                    decided_at__isnull=False,
                ),
                name="organisations_claim_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=ClaimStatus.REFUSED, answer=""),
                name="organisations_claim_refused_with_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_status_display()}"
