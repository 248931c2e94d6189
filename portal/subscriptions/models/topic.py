"""Something that people want to hear about; equal interests of many people are one row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.querysets import TopicQuerySet


class Topic(models.Model):
    """One interest: a theme, area or organisation by slug, a search by its canonical query.

    Of events and asks the slug is “all”; of tenders it is the board's canonical query, or “all”.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=TopicKind.choices)
    criteria = models.JSONField(_("criteria"), help_text=_("One key: slug, or query for a search."))
    criteria_hash = models.CharField(_("hash of kind and criteria"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("first asked for"))

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=TopicKind.values), name="subscriptions_topic_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

    @property
    def value(self) -> str:
        """The slug or, of a search, the query string."""
        key = "query" if self.kind == TopicKind.SEARCH else "slug"
        return str(self.criteria[key])
