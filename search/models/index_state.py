"""How often the index was replaced and written to: what other processes compare to notice it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.outbox import Entity


class IndexState(models.Model):
    """One row for each entity; `generation` rises with each rebuild, `writes` with each drain."""

    entity = models.CharField(_("what"), max_length=20, choices=Entity.choices, unique=True)
    index_name = models.CharField(_("index in use"), max_length=200, blank=True)
    generation = models.PositiveBigIntegerField(_("rebuilds"), default=0)
    writes = models.PositiveBigIntegerField(_("writes"), default=0)
    rebuild_started_at = models.DateTimeField(_("rebuild running since"), null=True, blank=True)

    class Meta:
        verbose_name = _("state of an index")
        verbose_name_plural = _("states of indexes")

    def __str__(self) -> str:
        return f"{self.entity}: generation {self.generation}"
