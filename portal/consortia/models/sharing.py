"""What members of a consortium give and ask of each other beside the bid."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.models.consortium import Consortium
from portal.consortia.models.seat import Seat
from portal.organisations.models import Area, ServiceType

MOST_HOURS = 100_000
"""Hours a month of one pledge; more is a slip of the finger."""
MOST_ABOUT = 1000


class Pledge(models.Model):
    """Hours a month that a member would give; the others see sums only, unless all agree."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="pledge")
    monthly_hours = models.PositiveIntegerField(_("hours a month"))
    may_be_shown = models.BooleanField(_("the others may see it"), default=False)
    pledged_at = models.DateTimeField(_("pledged"))

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(monthly_hours__lte=MOST_HOURS),
                name="consortia_pledge_of_a_sensible_size",
            ),
        )

    def __str__(self) -> str:
        # The hours stay out of logs and admin messages.
        return str(self.seat_id)


class ContinuityNotice(models.Model):
    """A member's service will end: the others are asked who could take it on."""

    # What a form names it by: a number would tell how many services end in other teams.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="continuity_notices")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="continuity_notices")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    ends_on = models.DateField(_("ends on"))
    about = models.TextField(_("what somebody would take on"), max_length=MOST_ABOUT)
    posted_at = models.DateTimeField(_("posted"))

    class Meta:
        verbose_name = _("continuity notice")
        verbose_name_plural = _("continuity notices")

    def __str__(self) -> str:
        return f"{self.consortium_id}: {self.service_type}"


class ContinuityOffer(models.Model):
    """A member could take a service on."""

    notice = models.ForeignKey(ContinuityNotice, models.CASCADE, related_name="offers")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="continuity_offers")
    words = models.TextField(_("how"), max_length=MOST_ABOUT)
    offered_at = models.DateTimeField(_("offered"))

    class Meta:
        verbose_name = _("offer to take a service on")
        verbose_name_plural = _("offers to take a service on")
        constraints = (
            models.UniqueConstraint(
                fields=["notice", "seat"], name="consortia_continuity_offered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice}: {self.seat_id}"
