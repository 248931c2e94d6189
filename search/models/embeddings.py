"""Vectors of what practices say, made in the background by one model or another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.models.outbox import Entity


class Embedding(models.Model):
    """One thing's vectors by one model: they can be compared with those of that model alone."""

    entity = models.CharField(_("what"), max_length=20, choices=Entity.choices)
    object_id = models.BigIntegerField(_("its number"))
    model = models.CharField(_("model and its version"), max_length=200)
    sha256 = models.CharField(_("digest of the text"), max_length=64)
    checked_version = models.PositiveBigIntegerField(_("change at which the text was compared"))
    dimensions = models.PositiveIntegerField(_("numbers in a vector"))
    rows = models.BinaryField(_("vectors, one after the other, as 32-bit numbers"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("vectors of a text")
        verbose_name_plural = _("vectors of texts")
        constraints: ClassVar = (
            models.UniqueConstraint(
                fields=["entity", "object_id", "model"], name="search_embedding_once"
            ),
            models.CheckConstraint(
                condition=Q(dimensions__gt=0), name="search_embedding_has_dimensions"
            ),
        )

    def __str__(self) -> str:
        return f"{self.entity} {self.object_id} by {self.model}"
