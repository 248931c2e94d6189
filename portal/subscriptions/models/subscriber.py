"""A person whom we may write to, and the marks of those whom we must not."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.subscriptions.enums import Cadence, MailFormat, SubscriberState, SuppressionReason
from portal.subscriptions.periods import SENDING_TIMES, USUAL_TIME, Slot
from portal.subscriptions.querysets import SubscriberQuerySet


def usual_tz() -> str:
    """The portal's own time zone, for people who chose none."""
    return str(settings.TIME_ZONE)


class Subscriber(models.Model):
    """One address with one set of email choices; an account on the portal is not needed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # NULL, not "", once forgotten: the unique constraint must let many addresses be forgotten.
    email = models.EmailField(_("email address"), null=True, blank=True)  # noqa: DJ001
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    locale = models.CharField(_("language"), max_length=10, default="en-gb")
    tz = models.CharField(_("time zone"), max_length=40, default=usual_tz)
    send_at = models.TimeField(
        _("digests at"), default=USUAL_TIME, help_text=_("Local time; the day, if any, too.")
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekly digests on"), default=1, help_text=_("1 for Monday to 7 for Sunday (ISO 8601).")
    )
    month_day = models.PositiveSmallIntegerField(
        _("monthly digests on"), default=1, help_text=_("A day that each month has: 1 to 28.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SubscriberState.choices,
        default=SubscriberState.PENDING,
    )
    mail_format = models.CharField(
        _("format"), max_length=12, choices=MailFormat.choices, default=MailFormat.HTML
    )
    paused_until = models.DateTimeField(
        _("no mails before"), null=True, blank=True,
        help_text=_("When the day that they chose begins where they are; empty for no pause."),
    )  # fmt: skip
    suppressed_reason = models.CharField(
        _("why suppressed"), max_length=10, choices=SuppressionReason.choices, blank=True
    )
    created_at = models.DateTimeField(_("first seen"))
    nullified_at = models.DateTimeField(_("address forgotten"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="subscriptions_subscriber_email_once"),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=Lower(F("email"))),
                name="subscriptions_subscriber_email_in_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubscriberState.values),
                name="subscriptions_subscriber_state_known",
            ),
            models.CheckConstraint(
                condition=Q(mail_format__in=MailFormat.values),
                name="subscriptions_mail_format_known",
            ),
            models.CheckConstraint(
                condition=Q(state=SubscriberState.SUPPRESSED, suppressed_reason__gt="")
                | (~Q(state=SubscriberState.SUPPRESSED) & Q(suppressed_reason="")),
                name="subscriptions_suppressed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=True, nullified_at__isnull=False)
                | Q(email__isnull=False, nullified_at__isnull=True),
                name="subscriptions_address_kept_or_forgotten",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | ~Q(state=SubscriberState.ACTIVE),
                name="subscriptions_active_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(send_at__in=SENDING_TIMES), name="subscriptions_time_can_be_chosen"
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(1, 7), month_day__range=(1, 28)),
                name="subscriptions_day_comes_in_each_period",
            ),
        )
        indexes = (
            # The planner walks the people of one slot in order.
            models.Index(fields=["tz", "send_at", "id"], name="subscriptions_of_a_slot"),
        )

    def __str__(self) -> str:
        # Never the address: this text reaches logs and admin lists.
        return str(self.public_id)

    def slot(self, cadence: Cadence) -> Slot:
        """When their digests of this cadence are due."""
        days = {Cadence.WEEKLY: self.weekday, Cadence.MONTHLY: self.month_day}
        return Slot(cadence=cadence, tz=self.tz, time=self.send_at, day=days.get(cadence, 0))

    @property
    def zone(self) -> ZoneInfo:
        """By whose clock their days begin."""
        return self.slot(Cadence.DAILY).zone

    @property
    def pause_ends_on(self) -> date | None:
        """Their first day with mails again; None where they asked for no pause."""
        return self.paused_until.astimezone(self.zone).date() if self.paused_until else None

    def is_paused(self, *, at: datetime) -> bool:
        """Whether they asked for no mails at this moment."""
        return self.paused_until is not None and at < self.paused_until


class Suppression(models.Model):
    """The keyed hash of an address that must not be written to; kept when all else is erased."""

    address_hash = models.CharField(_("hash of the address"), max_length=64, unique=True)
    reason = models.CharField(_("reason"), max_length=10, choices=SuppressionReason.choices)
    at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = (
            models.CheckConstraint(
                condition=Q(reason__in=SuppressionReason.values),
                name="subscriptions_suppression_reason_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.address_hash[:8]}"
