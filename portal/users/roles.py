"""The roles a person can hold as a group; being a provider follows from membership of an
organisation.
"""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Names of the permission groups; deny by default, so a person without one only reads."""

    PROVIDER = "Providers", _("Provider")
    COMMISSIONER = "Commissioners", _("Commissioner")
    MODERATOR = "Moderators", _("Moderator")
    ADMINISTRATOR = "Administrators", _("Administrator")


def is_moderator(user: AbstractUser | AnonymousUser) -> bool:
    """Whether an account in use is a moderator's, or may do everything."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=Role.MODERATOR.value).exists()
