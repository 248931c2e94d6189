"""Which index is in use, which is being made, and how often it was written to and replaced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.outbox import Entity


class IndexState(models.Model):
    """One row for each entity; `generation` rises with each replacement, `writes` with each drain.

    While `building_name` names an index, every drain writes to that index too. The index before
    the last replacement is `former_name`; it holds the first `former_writes` drains.
    """

    entity = models.CharField(_("what"), max_length=20, choices=Entity.choices, unique=True)
    index_name = models.CharField(_("index in use"), max_length=200, blank=True)
    generation = models.PositiveBigIntegerField(_("rebuilds"), default=0)
    writes = models.PositiveBigIntegerField(_("writes"), default=0)
    building_name = models.CharField(_("index being made"), max_length=200, blank=True)
    rebuild_started_at = models.DateTimeField(_("rebuild running since"), null=True, blank=True)
    rebuild_seen_at = models.DateTimeField(_("rebuild last heard of"), null=True, blank=True)
    rebuild_process = models.CharField(_("process that rebuilds"), max_length=200, blank=True)
    former_name = models.CharField(_("index before"), max_length=200, blank=True)
    former_writes = models.PositiveBigIntegerField(_("writes in the index before"), default=0)

    class Meta:
        verbose_name = _("state of an index")
        verbose_name_plural = _("states of indexes")

    def __str__(self) -> str:
        return f"{self.entity}: generation {self.generation}"
