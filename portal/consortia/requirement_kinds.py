"""The words for requirements, after the Core Criterion and Core Evidence Vocabulary (CCCEV)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequirementKind(models.TextChoices):
    """What a requirement is about."""

    CAPABILITY = "capability", _("A service")
    REGISTRATION = "registration", _("Registration with the Care Quality Commission")
    RATING = "rating_min", _("A rating of the Care Quality Commission")
    HOURS = "hours_per_week", _("Hours a week")
    TURNOVER = "turnover_min", _("Yearly turnover")
    INSURANCE = "insurance", _("Insurance")
    EXPERIENCE = "experience", _("Years of experience")
    AREA = "area", _("Work in an area")


class Operator(models.TextChoices):
    """How what a bidder has is held against the value."""

    AT_LEAST = "at-least", _("at least")
    IS = "is", _("is")


class Unit(models.TextChoices):
    """What an amount counts."""

    HOURS_A_WEEK = "hours-a-week", _("hours a week")
    POUNDS = "gbp", _("pounds")
    YEARS = "years", _("years")


UNIT_OF = {
    RequirementKind.HOURS: Unit.HOURS_A_WEEK,
    RequirementKind.TURNOVER: Unit.POUNDS,
    RequirementKind.INSURANCE: Unit.POUNDS,
    RequirementKind.EXPERIENCE: Unit.YEARS,
}
STATED_AS_IS = {
    RequirementKind.CAPABILITY,
    RequirementKind.REGISTRATION,
    RequirementKind.AREA,
}
"""Kinds without a scale; all others say what is the least that is enough."""


def operator_of(kind: RequirementKind) -> Operator:
    """How a requirement of this kind is compared."""
    return Operator.IS if kind in STATED_AS_IS else Operator.AT_LEAST


MOST_OF = {
    RequirementKind.HOURS: 100_000,
    RequirementKind.TURNOVER: 10_000_000_000,
    RequirementKind.INSURANCE: 10_000_000_000,
    RequirementKind.EXPERIENCE: 100,
}
"""Larger amounts are slips; no tender asks for them."""


class TurnoverTest(models.TextChoices):
    """Whose turnover the notice tests; notices differ, so none is assumed."""

    UNKNOWN = "unknown", _("The notice does not say whose")
    AGGREGATE = "aggregate", _("All members together")
    LEAD = "lead", _("The lead alone")
    EACH = "each", _("Each member")


class SourceKind(models.TextChoices):
    """Where a requirement comes from."""

    FIELD = "field", _("A field of the notice")
    QUOTE = "quote", _("A sentence of the notice")
    PERSON = "person", _("Written by a person")


class RequirementState(models.TextChoices):
    """What people decided; the matching reads confirmed ones alone."""

    PROPOSED = "proposed", _("Found in the text, not checked yet")
    CONFIRMED = "confirmed", _("Checked")
    DROPPED = "dropped", _("Not a requirement")
