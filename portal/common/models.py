"""Abstract models that several apps build on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One entry of a controlled vocabulary: a stable slug, a name in plain words, and what it
    means.
    """

    FILE_NAME: ClassVar[str] = ""
    """The plural name that import files give this vocabulary: “common-practice/<FILE_NAME>/1”."""

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it means"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
