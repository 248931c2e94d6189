"""What has changed and is not yet in the index: one row for each thing that is ever indexed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from search.querysets import OutboxQuerySet


class Entity(models.TextChoices):
    """What is indexed; each has an index of its own, whose collection bears the same name."""

    PRACTICE = "practice", _("Practice")
    TENDER = "tender", _("Tender")


class OutboxEntry(models.Model):
    """One thing's change counter, raised in the transaction of each change, and the index's own.

    The row stays when the thing is deleted: its counter is the version that the index compares, and
    a counter that began again could not beat what the index remembers.
    """

    entity = models.CharField(_("what"), max_length=20, choices=Entity.choices)
    object_id = models.BigIntegerField(_("its number"))
    version = models.PositiveBigIntegerField(_("changes"), default=0)
    done_version = models.PositiveBigIntegerField(_("changes in the index"), default=0)
    done_write = models.PositiveBigIntegerField(_("write that brought them"), default=0)
    changed_at = models.DateTimeField(_("changed at"))
    attempts = models.PositiveIntegerField(_("failed attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("try again at"))
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["entity", "object_id"], name="search_outbox_once"),
            models.CheckConstraint(
                condition=Q(done_version__lte=F("version")), name="search_outbox_done_not_ahead"
            ),
        )
        indexes = (
            # The drain looks every second; this index holds only what is still to do.
            models.Index(
                fields=["entity", "next_attempt_at"],
                condition=Q(done_version__lt=F("version")),
                name="search_outbox_pending",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entity} {self.object_id}: {self.done_version} of {self.version}"
