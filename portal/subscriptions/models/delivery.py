"""One row for each mail that is owed, with its whole way to the mail server."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import (
    DIGEST_CADENCES,
    LEASED_STATES,
    WAITING_STATES,
    Cadence,
    DeliveryState,
    RunState,
)
from portal.subscriptions.models.event import Event
from portal.subscriptions.models.subscriber import Subscriber
from portal.subscriptions.periods import USUAL_TIME, Slot
from portal.subscriptions.querysets import DeliveryQuerySet, DigestRunQuerySet
from portal.users.models import Notice


class DigestRun(models.Model):
    """The planning of one period for the people of one slot, resumable after any crash."""

    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence.choices)
    period_key = models.CharField(
        _("period"), max_length=64, help_text=_("Local date, ISO week or month.")
    )
    tz = models.CharField(_("time zone"), max_length=40)
    time = models.TimeField(_("time of day"), default=USUAL_TIME)
    day = models.PositiveSmallIntegerField(
        _("day"), default=0, help_text=_("ISO weekday, or day of the month; 0 for daily digests.")
    )
    to_seq = models.PositiveBigIntegerField(_("up to event number"))
    state = models.CharField(
        _("state"), max_length=10, choices=RunState.choices, default=RunState.PLANNING
    )
    planned_up_to = models.PositiveBigIntegerField(
        _("last person planned"), default=0, help_text=_("Where a crashed planner goes on.")
    )
    planned = models.PositiveIntegerField(_("mails planned"), default=0)
    skipped_empty = models.PositiveIntegerField(_("people with nothing new"), default=0)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = DigestRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest run")
        verbose_name_plural = _("digest runs")
        constraints = (
            # The period comes first: the planner asks for those of this day, week and month.
            models.UniqueConstraint(
                fields=["period_key", "cadence", "tz", "time", "day"],
                name="subscriptions_run_of_a_slot_once",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=DIGEST_CADENCES), name="subscriptions_run_cadence_known"
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.PLANNING, finished_at__isnull=True)
                | Q(state__in=[RunState.FINISHED, RunState.MISSED], finished_at__isnull=False),
                name="subscriptions_run_finished_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cadence} {self.period_key} {self.time:%H:%M} {self.tz}"

    @property
    def slot(self) -> Slot:
        """Whom it is for."""
        return Slot(cadence=Cadence(self.cadence), tz=self.tz, time=self.time, day=self.day)


class Delivery(models.Model):
    """One mail owed to one person: at most one for each person, cadence and period.

    ``windows`` are [subscription id, told up to] pairs; the mail covers what follows, up to
    ``to_seq``. ``items`` is what it tells, frozen when a sender first takes it, so that a repeat is
    the same mail under the same Message-ID. ``fence`` grows with each claim: a sender that lost its
    lease can no longer change the row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="deliveries")
    run = models.ForeignKey(
        DigestRun, models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence.choices)
    period_key = models.CharField(_("period"), max_length=64)
    event = models.ForeignKey(
        Event, models.CASCADE, null=True, blank=True, related_name="+",
        help_text=_("The one event that an immediate mail tells."),
    )  # fmt: skip
    notice = models.OneToOneField(
        Notice, models.CASCADE, null=True, blank=True, related_name="delivery",
        help_text=_("What the mail tells, where it tells of no practice."),
    )  # fmt: skip
    message = models.CharField(_("template"), max_length=40)
    windows = models.JSONField(default=list, blank=True)
    to_seq = models.PositiveBigIntegerField(_("up to event number"), default=0)
    items = models.JSONField(null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=15, choices=DeliveryState.choices, default=DeliveryState.PLANNED
    )
    planned_at = models.DateTimeField(_("planned"))
    retry_at = models.DateTimeField(_("not before"), null=True, blank=True)
    lease_until = models.DateTimeField(_("held until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    fence = models.PositiveIntegerField(_("claims so far"), default=0)
    attempts = models.PositiveSmallIntegerField(_("tries that failed"), default=0)
    lost_answers = models.PositiveSmallIntegerField(_("answers lost"), default=0)
    abandoned = models.PositiveSmallIntegerField(
        _("senders lost"), default=0, help_text=_("How often whoever had claimed it let it lie.")
    )
    message_id = models.CharField(_("Message-ID"), max_length=200, blank=True)
    provider_id = models.CharField(_("provider's number"), max_length=200, blank=True)
    error = models.CharField(
        _("last error"), max_length=80, blank=True, help_text=_("A code; never an address.")
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = (
            models.UniqueConstraint(
                fields=["subscriber", "cadence", "period_key"],
                name="subscriptions_one_mail_a_period",
            ),
            models.CheckConstraint(
                condition=Q(cadence=Cadence.IMMEDIATE, event__isnull=False)
                | (~Q(cadence=Cadence.IMMEDIATE) & Q(event__isnull=True)),
                name="subscriptions_immediate_mail_has_one_event",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=(Cadence.NOTICE, Cadence.ON_REQUEST))
                | Q(notice__isnull=True),
                name="subscriptions_notice_comes_at_once",
            ),
            models.CheckConstraint(
                condition=~Q(cadence=Cadence.NOTICE) | Q(notice__isnull=False),
                name="subscriptions_notice_tells_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values),
                name="subscriptions_delivery_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LEASED_STATES, lease_until__isnull=False)
                | (~Q(state__in=LEASED_STATES) & Q(lease_until__isnull=True)),
                name="subscriptions_held_only_with_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False, items__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True)),
                name="subscriptions_sent_with_items_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.HANDING)
                | Q(items__isnull=False, message_id__gt=""),
                name="subscriptions_handed_over_only_frozen",
            ),
        )
        indexes = (
            models.Index(
                fields=["cadence", "id"],
                condition=Q(state__in=WAITING_STATES),
                name="subscriptions_to_send",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=LEASED_STATES),
                name="subscriptions_leases",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cadence} {self.period_key} ({self.state})"


class DeliveryEvent(models.Model):
    """One step of a delivery, or one report of the mail provider; rows are only ever added.

    The database refuses an UPDATE of this table (migration 0002).
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="events")
    state = models.CharField(_("state"), max_length=15, choices=DeliveryState.choices, blank=True)
    detail = models.CharField(_("detail"), max_length=80, blank=True)
    provider = models.CharField(_("provider"), max_length=40, blank=True)
    event_id = models.CharField(_("provider's event"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("delivery event")
        verbose_name_plural = _("delivery events")
        constraints = (
            models.UniqueConstraint(
                fields=["provider", "event_id"],
                condition=Q(event_id__gt=""),
                name="subscriptions_provider_event_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state or self.provider} {self.at:%Y-%m-%d %H:%M:%S}"
