"""How people say who they are in this network, apart from what they may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelfDescription(models.TextChoices):
    """Who somebody says they are; it opens nothing, so nobody has to prove it."""

    WORKER = "worker", _("Care or support worker")
    SUPPORTED_PERSON = "supported-person", _("Person who draws on care and support")
    FAMILY_SUPPORTER = "family-supporter", _("Family member or friend who supports somebody")
