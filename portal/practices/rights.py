"""What a provider says of the rights in a text: the consent of those in it, and the licence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuotesConsent(models.TextChoices):
    """Whether the people who are quoted or shown in a practice agreed to that."""

    NOBODY = "nobody", _("Nobody is quoted or shown")
    AGREED = "agreed", _("Everybody who is quoted or shown has agreed")


class Licence(models.TextChoices):
    """Under what terms others may use what a provider writes."""

    CC_BY = "CC BY 4.0", _("Anybody may use and change it if they name us (CC BY 4.0)")
    CC_BY_NC = (
        "CC BY-NC 4.0",
        _("The same, but nobody may make money from it (CC BY-NC 4.0)"),
    )
