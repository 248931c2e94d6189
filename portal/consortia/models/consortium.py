"""A consortium on its way to a bid: how far it has come, and what it has agreed on."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import LegalForm, Outcome
from portal.consortia.states import SeatMove, TeamMove, TeamState
from portal.organisations.models import Organisation
from portal.tenders.models import Tender

MOST_WORDS = 4000
"""Characters of a longer answer."""


class Consortium(models.Model):
    """Opened by the first yes to a proposal; its seats say who is asked and who is in."""

    # Its address: a number would tell how many others were opened in between.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tender = models.ForeignKey(Tender, models.CASCADE, related_name="consortia")
    # The first team it was opened with; later ones are those of its own matchings.
    proposal = models.ForeignKey(
        "consortia.ConsortiumProposal", models.RESTRICT, related_name="consortia"
    )
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="hosted_consortia")
    state = models.CharField(
        _("state"), max_length=10, choices=TeamState.choices, default=TeamState.GATHERING
    )
    opened_at = models.DateTimeField(_("opened"))
    # While it is set, the background work looks for the team that completes those who said yes.
    team_wanted_at = models.DateTimeField(_("team asked for"), null=True, blank=True)
    # What was agreed counts for the members as they were then: since the newest quorum.
    quorum_at = models.DateTimeField(_("everybody was in"), null=True, blank=True)
    reason_to_bid_together = models.TextField(
        _("why they bid together"), max_length=MOST_WORDS, blank=True
    )
    minimum_monthly_hours = models.PositiveIntegerField(
        _("hours a month needed at least"), null=True, blank=True
    )
    legal_form = models.CharField(
        _("legal form"), max_length=25, choices=LegalForm.choices, blank=True
    )
    cqc_answer = models.TextField(
        _("who is registered for what, in this form"), max_length=MOST_WORDS, blank=True
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    lessons = models.TextField(_("lessons"), max_length=MOST_WORDS, blank=True)

    class Meta:
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=TeamState.values), name="consortia_team_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["gathering", "ended"])
                | models.Q(quorum_at__isnull=False),
                name="consortia_nothing_agreed_before_a_quorum",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["formed", "submitted", "decided", "learned"])
                | ~models.Q(legal_form=""),
                name="consortia_bid_has_a_legal_form",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tender} ({self.pk})"

    def get_absolute_url(self) -> str:
        """Address of the members' page."""
        return reverse("consortium_detail", args=[self.public_id])

    def counts_from(self) -> datetime | None:
        """The moment since when signatures and answers count; None before a quorum."""
        return None if self.state == TeamState.GATHERING else self.quorum_at


class Step(models.Model):
    """One move that was made: by whom and when; never changed."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="steps")
    seat = models.ForeignKey(
        "consortia.Seat", models.CASCADE, null=True, blank=True, related_name="steps"
    )
    move = models.CharField(
        _("move"), max_length=12, choices=[*SeatMove.choices, *TeamMove.choices]
    )
    came_from = models.CharField(_("from"), max_length=10)
    led_to = models.CharField(_("to"), max_length=10)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("step of a consortium")
        verbose_name_plural = _("steps of consortia")

    def __str__(self) -> str:
        # Who was asked and said no stays out of logs and admin messages.
        return f"{self.consortium_id}: {self.move}"
