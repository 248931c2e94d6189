"""The closed lists that describe a practice; the values are those of import files and addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a practice has come; “stopped” is an outcome like the others and never
    ranked down.
    """

    PROPOSED = "proposed", _("Proposed")
    IN_TRIAL = "in-trial", _("In trial")
    RUNNING = "running", _("Running")
    SPREAD = "spread", _("Spread to other places")
    STOPPED = "stopped", _("Tried, did not last")


class EvidenceBasis(models.TextChoices):
    """What a practice's results rest on, as its source states it."""

    EXTERNAL = "external", _("Checked by somebody else")
    MEASURED = "measured", _("Measured by the organisation")
    REPORTED = "reported", _("Reported by the organisation")
    EMERGING = "emerging", _("In trial, no result yet")
    NEGATIVE = "negative", _("Tried, did not work")
    PROPOSED = "proposed", _("An idea or plan")
    NOT_STATED = "not-stated", _("Not stated")


class KindOfChange(models.TextChoices):
    """Whether a practice improves contracted care, adds to it or changes the system (webinar paper,
    Introduction).
    """

    IMPROVES = "improves", _("Improves contracted care")
    COMPLEMENTS = "complements", _("Adds to contracted care")
    CHANGES_SYSTEM = "changes-system", _("Changes the system")


class MeasuredBy(models.TextChoices):
    """Who took a measurement."""

    ORGANISATION = "organisation", _("the organisation itself")
    REGULATOR = "regulator", _("the regulator")
    INDEPENDENT = "independent", _("an independent body")
    NOT_STATED = "not-stated", _("not stated")


class Addressee(models.TextChoices):
    """Whom a barrier or enabler is a message to."""

    COMMISSIONER = "commissioner", _("Commissioners")
    PROVIDER = "provider", _("Providers")
    FUNDER = "funder", _("Funders")
    REGULATOR = "regulator", _("Regulators")
    GOVERNMENT = "government", _("Government")
    ANYONE = "anyone", _("Anyone")


class FindingKind(models.TextChoices):
    """Whether a finding held the practice back, helped it, or is still wanted."""

    BARRIER = "barrier", _("What gets in the way")
    ENABLER = "enabler", _("What helps")
    WANT = "want", _("What is looked for")


class LinkKind(models.TextChoices):
    """How one practice is related to another, read from the practice that holds the link."""

    ADAPTED_FROM = "adapted-from", _("Adapted from")
    INSPIRED_BY = "inspired-by", _("Inspired by")
    HELPED_BY = "helped-by", _("Helped to start by")
    LED_TO_BY = "led-to-by", _("Grew out of")
    COMPARE_WITH = "compare-with", _("Compare with")


class SourceDocument(models.TextChoices):
    """The two founding documents, and everything else."""

    WEBINAR_PAPER = "webinar-paper", _("Westall and Hughes, webinar paper, October 2019")
    POLICY_BRIEF = "policy-brief", _("Hughes, policy brief, 2019-20")
    OTHER = "other", _("Another source")
