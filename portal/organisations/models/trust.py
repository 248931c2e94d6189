"""Organisations whose practices moderators read after they are published, not before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.organisation import Organisation


class OrganisationTrust(models.Model):
    """A moderator's word that an organisation may publish first; taken back by deleting it.

    Who gave it and who took it back stands in the admin's own log.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="trust", verbose_name=_("organisation")
    )
    reason = models.CharField(
        _("why"), max_length=300, help_text=_("Such as: five practices without a question.")
    )
    since = models.DateField(_("since"), default=timezone.localdate)

    class Meta:
        verbose_name = _("trusted organisation")
        verbose_name_plural = _("trusted organisations")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="organisations_trust_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)
