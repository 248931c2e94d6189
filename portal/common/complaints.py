"""Why people report what others wrote, and what is done with what somebody wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
