"""Abstract models that several apps build on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One entry of a controlled vocabulary: a stable slug, a name in plain words, and what it means."""

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it means"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
