"""Who looks after the network in an area."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.vocabulary import Area


class AreaFacilitator(models.Model):
    """A person who welcomes, prompts and convenes in an area and the places inside it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="facilitated", verbose_name=_("who")
    )
    area = models.ForeignKey(
        Area, models.CASCADE, related_name="facilitators", verbose_name=_("where")
    )

    class Meta:
        verbose_name = _("area facilitator")
        verbose_name_plural = _("area facilitators")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "area"],
                name="organisations_facilitator_once",
                violation_error_message=_("This person looks after this area already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.area}"
