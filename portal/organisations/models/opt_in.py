"""What an organisation agrees to in matching: for which purpose, until when, and who may then see
which of its facts.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation

OPT_IN_LASTS = timedelta(days=365)
"""A yes is asked for again after a year."""


class MatchPurpose(models.TextChoices):
    """What an organisation may be looked up for; each takes a yes of its own."""

    TENDERS = "tenders", _("Propose us for teams that bid for a tender")
    PARTNERS = "partners", _("Suggest us when another provider looks for partners")


class SharedFact(models.TextChoices):
    """A fact that the matching alone knows, until the organisation lets partners read it."""

    RATINGS = "ratings", _("The regulator's ratings of your services")
    REGISTRATION = "registered", _("Your registration with the regulator, with its numbers")
    VALUES = "values", _("What you stand for")
    HOURS = "hours", _("The hours a week that you could give")
    TURNOVER = "turnover", _("Your band of yearly turnover")


class ShareStage(models.TextChoices):
    """From which step on partners in one team may read a fact."""

    INTRODUCED = "introduced", _("Once we both said yes and know each other's names")
    BOUND = "bound", _("Once we both agreed to keep things confidential")
    NEVER = "never", _("Never")


class MatchOptIn(models.Model):
    """A yes for one purpose, until a day; without a row that counts there is no inclusion."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="match_opt_ins")
    purpose = models.CharField(_("for what"), max_length=10, choices=MatchPurpose.choices)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(_("said yes"))
    expires_at = models.DateTimeField(_("asked again"))
    withdrawn_at = models.DateTimeField(_("withdrew"), null=True, blank=True)

    class Meta:
        verbose_name = _("yes to matching")
        verbose_name_plural = _("yeses to matching")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "purpose"], name="organisations_opt_in_once"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=MatchPurpose.values),
                name="organisations_opt_in_purpose_known",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("given_at")),
                name="organisations_opt_in_expires_later",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="organisations_opt_in_withdrawn_after_yes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_purpose_display()}"

    def counts_at(self, at: datetime) -> bool:
        """Whether the yes is given, not taken back and not too old at that moment."""
        return self.given_at <= at < self.expires_at and self.withdrawn_at is None


class FactSharing(models.Model):
    """From which step on partners may read one fact; a fact without a row is never shown."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="fact_sharing")
    fact = models.CharField(_("fact"), max_length=10, choices=SharedFact.choices)
    stage = models.CharField(_("shown"), max_length=10, choices=ShareStage.choices)

    class Meta:
        verbose_name = _("sharing of a fact")
        verbose_name_plural = _("sharing of facts")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "fact"], name="organisations_fact_shared_once"
            ),
            models.CheckConstraint(
                condition=models.Q(fact__in=SharedFact.values),
                name="organisations_shared_fact_known",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=ShareStage.values),
                name="organisations_share_stage_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.fact}"
