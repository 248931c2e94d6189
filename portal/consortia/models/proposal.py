"""A proposed consortium: its members, what each covers, and what nobody covers."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.enums import ConsentState, GapKind, Loss
from portal.consortia.models.run import MatchRun
from portal.organisations.models import Area, Organisation, ServiceType
from portal.tenders.models import Lot


class ConsortiumProposal(models.Model):
    """One team that a matching found; rank 1 is the best, the others differ by two members
    or more.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="proposals")
    rank = models.PositiveSmallIntegerField(_("rank"))
    quality = models.IntegerField(_("quality"))

    class Meta:
        verbose_name = _("proposed consortium")
        verbose_name_plural = _("proposed consortia")
        constraints = (
            models.UniqueConstraint(fields=["run", "rank"], name="consortia_rank_once"),
            models.CheckConstraint(
                condition=models.Q(rank__gte=1), name="consortia_rank_counts_from_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.run.tender}: {self.rank}"


class ProposedMember(models.Model):
    """An organisation in a proposed consortium; it decides for itself and is named only
    after a yes.
    """

    # Its address: a number would tell how many were proposed in between, for whatever tender.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(ConsortiumProposal, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="proposed_memberships"
    )
    is_lead = models.BooleanField(_("would lead"), default=False)
    weekly_hours = models.PositiveIntegerField(_("hours a week"), default=0)
    has_ties = models.BooleanField(_("has worked with another member"), default=False)
    consent = models.CharField(
        _("answer"),
        max_length=12,
        choices=ConsentState.choices,
        default=ConsentState.SUGGESTED,
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    loss = models.CharField(
        _("what would be lost without it"), max_length=10, choices=Loss.choices, blank=True
    )
    loss_points = models.PositiveIntegerField(_("quality lost without it"), default=0)

    class Meta:
        verbose_name = _("proposed member")
        verbose_name_plural = _("proposed members")
        constraints = (
            models.UniqueConstraint(
                fields=["proposal", "organisation"], name="consortia_member_once"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(is_lead=True),
                name="consortia_one_lead_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(consent="suggested") | models.Q(answered_at__isnull=False),
                name="consortia_answer_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class CoveredService(models.Model):
    """One thing that the tender asks for and a member answers for, or stands ready to."""

    member = models.ForeignKey(ProposedMember, models.CASCADE, related_name="covered")
    lot = models.ForeignKey(Lot, models.CASCADE, related_name="+")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    is_backup = models.BooleanField(_("stands ready"), default=False)
    is_only_member = models.BooleanField(_("no other member could"), default=False)

    class Meta:
        verbose_name = _("covered service")
        verbose_name_plural = _("covered services")
        constraints = (
            models.UniqueConstraint(
                fields=["member", "lot", "service_type", "area"],
                name="consortia_covered_service_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service_type} ({self.lot})"


class LostPart(models.Model):
    """One thing that the best team without a member would lack, and the team with it does not."""

    member = models.ForeignKey(ProposedMember, models.CASCADE, related_name="lost_parts")
    kind = models.CharField(_("what is missing"), max_length=6, choices=GapKind.choices)
    service_type = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    hours = models.PositiveIntegerField(_("hours a week short"), default=0)

    class Meta:
        verbose_name = _("lost part")
        verbose_name_plural = _("lost parts")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=GapKind.values), name="consortia_lost_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class ProposalGap(models.Model):
    """One thing that the tender asks for and nobody in the team covers."""

    proposal = models.ForeignKey(ConsortiumProposal, models.CASCADE, related_name="gaps")
    kind = models.CharField(_("what is missing"), max_length=6, choices=GapKind.choices)
    lot = models.ForeignKey(Lot, models.CASCADE, null=True, blank=True, related_name="+")
    service_type = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    hours = models.PositiveIntegerField(_("hours a week short"), default=0)
    nobody_can = models.BooleanField(_("no provider in the network"), default=False)

    class Meta:
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=GapKind.values), name="consortia_gap_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
