"""One organisation's place in a consortium, and what was told of it to the others."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import DisclosedFact
from portal.consortia.models.consortium import Consortium
from portal.consortia.models.proposal import ProposedMember
from portal.consortia.states import OPEN_TEAMS, YES_SEATS, SeatState
from portal.organisations.models import Organisation

MOST_REASON = 500


class SeatQuerySet(models.QuerySet["Seat"]):
    """Questions that several services ask of seats."""

    def elsewhere(self, organisation_id: int, tender_id: int) -> Self:
        """Places for the same tender that the organisation said yes to, in teams still open."""
        return self.filter(
            organisation=organisation_id,
            consortium__tender=tender_id,
            consortium__state__in=OPEN_TEAMS,
            state__in=YES_SEATS,
        )


class Seat(models.Model):
    """What one organisation answered; the others learn its name only after the mutual yes."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="seats")
    # What it would do, as the newest team that has it says.
    place = models.ForeignKey(ProposedMember, models.RESTRICT, related_name="seats")
    state = models.CharField(
        _("state"), max_length=10, choices=SeatState.choices, default=SeatState.SUGGESTED
    )
    answer_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    reason = models.CharField(
        _("why not"),
        max_length=MOST_REASON,
        blank=True,
        help_text=_("Only the organisation itself reads this."),
    )
    contact = models.CharField(_("who to talk to"), max_length=200, blank=True)
    may_be_named = models.BooleanField(
        _("may be named as a partner where lessons are shared"), default=False
    )
    terms_version = models.CharField(
        _("version of the confidentiality terms"), max_length=20, blank=True
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = (
            models.UniqueConstraint(
                fields=["consortium", "organisation"], name="consortia_one_seat_each"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SeatState.values), name="consortia_seat_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["bound", "invited", "accepted"])
                | ~models.Q(terms_version=""),
                name="consortia_seat_is_bound_by_terms",
            ),
        )

    def __str__(self) -> str:
        # The organisation's name stays out of logs and admin messages.
        return f"{self.consortium_id}: {self.pk}"

    @property
    def is_host(self) -> bool:
        """Whether it invites the others."""
        return bool(self.organisation_id == self.consortium.host_id)


class Disclosure(models.Model):
    """One fact of one organisation that another may now read; only the first one sees this row."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="disclosures")
    discloser = models.ForeignKey(Organisation, models.CASCADE, related_name="disclosures")
    recipient = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    fact = models.CharField(_("what was told"), max_length=10, choices=DisclosedFact.choices)
    told_at = models.DateTimeField(_("told"))

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        constraints = (
            models.UniqueConstraint(
                fields=["consortium", "discloser", "recipient", "fact"],
                name="consortia_told_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(discloser=models.F("recipient")),
                name="consortia_told_to_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consortium_id}: {self.fact}"
