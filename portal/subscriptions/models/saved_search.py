"""A search that somebody keeps under a name of their own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.models.topic import Topic


class SavedSearch(models.Model):
    """A person's name for an interest; what the search is stands in the interest alone.

    It sends no mail: that needs a subscription to the same interest, with consent of its own.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "topic"], name="subscriptions_search_saved_once"
            ),
            models.UniqueConstraint(
                "user", Lower("name"), name="subscriptions_saved_search_name_once"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="subscriptions_saved_search_has_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name
