"""What organisations say to being named as partners of a practice."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.practices.models.practice import PracticePage


class PartnerAnswer(models.Model):
    """The last word of an organisation; without one it is named by others and has no rights."""

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="partner_answers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="partner_answers")
    is_partner = models.BooleanField(_("it is a partner"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer of a partner")
        verbose_name_plural = _("answers of partners")
        constraints = (
            models.UniqueConstraint(
                fields=["practice", "organisation"], name="practices_partner_answers_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: {self.is_partner}"
