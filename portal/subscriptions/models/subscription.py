"""One person following one interest."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import CHOSEN_CADENCES, Cadence, EndReason
from portal.subscriptions.models.subscriber import Subscriber
from portal.subscriptions.models.topic import Topic
from portal.subscriptions.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """Who is told about what, how often, and how far they have been told.

    Everything up to ``cursor_seq`` has been planned for this person. The cursor stays when the
    cadence changes, so that a change neither loses nor repeats an item.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="subscriptions")
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence.choices)
    cursor_seq = models.PositiveBigIntegerField(_("told up to"))
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(
        _("why it ended"), max_length=10, choices=EndReason.choices, blank=True
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = (
            models.UniqueConstraint(
                fields=["subscriber", "topic"],
                condition=Q(ended_at__isnull=True),
                name="subscriptions_one_live_for_each_interest",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=CHOSEN_CADENCES),
                name="subscriptions_cadence_can_be_chosen",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                # A comparison with NULL is neither true nor false, and a CHECK lets that pass.
                | Q(
                    ended_at__isnull=False,
                    ended_at__gte=F("started_at"),
                    end_reason__in=EndReason.values,
                ),
                name="subscriptions_ended_for_a_reason",
            ),
        )
        indexes = (
            # The planner walks the live subscriptions of one cadence in order of the person.
            models.Index(
                fields=["cadence", "subscriber"],
                condition=Q(ended_at__isnull=True),
                name="subscriptions_to_plan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subscriber_id} → {self.topic_id} ({self.cadence})"
