"""The words in which an organisation says how large it is and what kind of employer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeBand(models.TextChoices):
    """How many people work there, in bands; a sole trader is as welcome as a large charity."""

    ALONE = "alone", _("One person")
    MICRO = "micro", _("2 to 9 people")
    SMALL = "small", _("10 to 49 people")
    MEDIUM = "medium", _("50 to 249 people")
    LARGE = "large", _("250 people and more")


class CharterStatus(models.TextChoices):
    """How far an employer is with the Greater Manchester Good Employment Charter."""

    NONE = "none", _("Not part of it")
    SUPPORTER = "supporter", _("Supporter")
    MEMBER = "member", _("Member")


class LivingWageStatus(models.TextChoices):
    """Whether an employer pays the Real Living Wage; not the lower National Living Wage of the
    law.
    """

    NOT_YET = "not-yet", _("Not yet")
    PAYS = "pays", _("Pays it, not accredited")
    ACCREDITED = "accredited", _("Accredited by the Living Wage Foundation")
