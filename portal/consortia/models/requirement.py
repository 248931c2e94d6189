"""What a tender asks of those who bid for it, with its source and who decided that it is so."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.consortia.requirement_kinds import (
    Operator,
    RequirementKind,
    RequirementState,
    SourceKind,
    TurnoverTest,
    Unit,
)
from portal.organisations.models import Area, Organisation, ServiceType
from portal.organisations.models.profile import Rating
from portal.tenders.models import Lot, Tender

MOST_QUOTED = 600


class TenderRequirement(models.Model):
    """One thing asked for, in the shape of CCCEV: requirements of one group are alternatives.

    The matching reads confirmed ones alone; nothing found in a text is confirmed by a machine.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="requirements")
    lot = models.ForeignKey(Lot, models.CASCADE, null=True, blank=True, related_name="requirements")
    """None for every lot."""
    group = models.PositiveSmallIntegerField(_("group of alternatives"), default=0)
    """0 stands for itself; of those that share another number, one is enough."""
    kind = models.CharField(_("about"), max_length=20, choices=RequirementKind.choices)
    operator = models.CharField(
        _("compared as"), max_length=10, choices=Operator.choices, default=Operator.AT_LEAST
    )
    amount = models.BigIntegerField(_("amount"), null=True, blank=True)
    found_amount = models.BigIntegerField(_("amount read in the words"), null=True, blank=True)
    """What the rule read, also where a person put another amount in its place."""
    unit = models.CharField(_("unit"), max_length=15, choices=Unit.choices, blank=True)
    rating = models.CharField(_("rating"), max_length=25, choices=Rating.choices, blank=True)
    turnover_test = models.CharField(
        _("whose turnover"), max_length=10, choices=TurnoverTest.choices, blank=True
    )
    service_type = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    is_hard = models.BooleanField(_("must be met"), default=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RequirementState.choices,
        default=RequirementState.PROPOSED,
    )
    source_kind = models.CharField(_("source"), max_length=10, choices=SourceKind.choices)
    source_path = models.CharField(_("field of the notice"), max_length=300, blank=True)
    quote = models.CharField(_("words of the notice"), max_length=MOST_QUOTED, blank=True)
    quote_start = models.PositiveIntegerField(_("begins at"), null=True, blank=True)
    quote_end = models.PositiveIntegerField(_("ends at"), null=True, blank=True)
    created_at = models.DateTimeField(_("written down"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_for = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who alone, with moderators, may decide anew; a decision of nobody's is the moderators'."""

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=RequirementKind.values),
                name="consortia_requirement_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=1),
                name="consortia_requirement_asks_for_something",
            ),
            models.CheckConstraint(
                condition=models.Q(state=RequirementState.PROPOSED)
                | models.Q(confirmed_at__isnull=False),
                name="consortia_requirement_decision_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(source_kind=SourceKind.QUOTE)
                | models.Q(quote_start__isnull=False, quote_end__gt=models.F("quote_start")),
                name="consortia_requirement_quote_has_a_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tender}: {self.get_kind_display()}"
