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


class EvidenceLevel(models.TextChoices):
    """How strong the evidence is, after the Standards of Evidence of Nesta (Puttick and Ludlow,
    2013), with two outcomes that are as worth knowing; worked out in `evidence.py`, never chosen.
    """

    DESCRIBED = "1", _("Level 1: it says what and why")
    MEASURED = "2", _("Level 2: a change was measured")
    COMPARED = "3", _("Level 3: compared with a similar group")
    CONFIRMED = "4", _("Level 4: confirmed by an independent repeat")
    REPEATABLE = "5", _("Level 5: a manual keeps it the same elsewhere")
    NO_EFFECT = "no-effect", _("No effect found")
    STOPPED = "stopped", _("Tried and stopped")
    NOT_STATED = "not-stated", _("Not stated")


class ArchiveReason(models.TextChoices):
    """Why a practice is kept for the record and no longer offered."""

    REPLACED = "replaced", _("A newer practice takes its place")
    OUT_OF_DATE = "out-of-date", _("The facts are out of date and nobody can renew them")
    DUPLICATE = "duplicate", _("It is told on another page")
    WITHDRAWN = "withdrawn", _("Those who shared it asked for this")


class KindOfChange(models.TextChoices):
    """Whether a practice improves contracted care, adds to it or changes the system (webinar paper,
    Introduction).
    """

    IMPROVES = "improves", _("Improves contracted care")
    COMPLEMENTS = "complements", _("Adds to contracted care")
    CHANGES_SYSTEM = "changes-system", _("Changes the system")


class CostBand(models.TextChoices):
    """What a practice costs in its first year, in bands, as its source states it.

    In bands because figures of different years and places cannot be compared to the pound; the
    source's own words are in `cost_and_staff_time`.
    """

    NOTHING_EXTRA = "nothing-extra", _("No extra money")
    UNDER_1K = "under-1k", _("Under £1,000")
    UNDER_10K = "under-10k", _("£1,000 to £9,999")
    UNDER_50K = "under-50k", _("£10,000 to £49,999")
    UNDER_250K = "under-250k", _("£50,000 to £249,999")
    OVER_250K = "over-250k", _("£250,000 and more")
    NOT_STATED = "not-stated", _("Not stated")


class EasyRead(models.TextChoices):
    """Whether a practice can be read in short sentences with pictures."""

    AVAILABLE = "yes", _("Has an Easy Read version")
    NOT_YET = "no", _("No Easy Read version yet")

    @classmethod
    def of(cls, has_easy_read: bool) -> "EasyRead":  # noqa: FBT001 - the one thing it is made of.
        """The choice that stands for a practice with or without one."""
        return cls.AVAILABLE if has_easy_read else cls.NOT_YET


class MeasuredBy(models.TextChoices):
    """Who took a measurement."""

    ORGANISATION = "organisation", _("the organisation itself")
    REGULATOR = "regulator", _("the regulator")
    INDEPENDENT = "independent", _("an independent body")
    NOT_STATED = "not-stated", _("not stated")


class Effect(models.TextChoices):
    """What a figure shows about the people or places that the practice is for."""

    BETTER = "better", _("a change for the better")
    NONE = "none", _("no change")
    WORSE = "worse", _("a change for the worse")
    DESCRIBES = "describes", _("no result: a size, price or rating")
    NOT_STATED = "not-stated", _("not stated")


class Method(models.TextChoices):
    """How a measurement was taken."""

    SURVEY = "survey", _("a survey or questionnaire")
    INTERVIEWS = "interviews", _("interviews")
    RECORDS = "records", _("records")
    INSPECTION = "inspection", _("inspections")
    OTHER = "other", _("another method that the source names")
    NOT_STATED = "not-stated", _("not stated")


class Comparison(models.TextChoices):
    """With whom those who took part were compared."""

    CONTROL_GROUP = "control-group", _("a group chosen by lot that did not take part")
    COMPARISON_GROUP = "comparison-group", _("a similar group that did not take part")
    BEFORE_AND_AFTER = "before-and-after", _("the same people or places before and after")
    NONE = "none", _("nobody")
    NOT_STATED = "not-stated", _("not stated")


class Replication(models.TextChoices):
    """Whether a figure comes from where the practice began or from a repeat of it."""

    ORIGINAL = "original", _("where it began")
    REPEAT = "repeat", _("a repeat by others, somewhere else")
    NOT_STATED = "not-stated", _("not stated")


class Manual(models.TextChoices):
    """Whether a manual or set procedures let others do the same again."""

    IN_USE = "in-use", _("Yes, and others follow it")
    NONE = "none", _("No")
    NOT_STATED = "not-stated", _("Not stated")


class Addressee(models.TextChoices):
    """Whom a barrier or enabler is a message to."""

    COMMISSIONER = "commissioner", _("Commissioners")
    PROVIDER = "provider", _("Providers")
    FUNDER = "funder", _("Funders")
    REGULATOR = "regulator", _("Regulators")
    GOVERNMENT = "government", _("Government")
    ANYONE = "anyone", _("Anyone")


class EasyReadStatus(models.TextChoices):
    """How far an Easy Read version has come."""

    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked by people with lived experience")
    PUBLISHED = "published", _("published")


class WriterRole(models.TextChoices):
    """As whom somebody writes; what people of different roles say is never added up."""

    SUPPORTED_PERSON = "supported-person", _("Person who draws on care and support")
    FAMILY_SUPPORTER = "family-supporter", _("Family member or friend who supports somebody")
    WORKER = "worker", _("Care or support worker")
    PROVIDER = "provider", _("Provider of care or support")
    COMMISSIONER = "commissioner", _("Commissioner")
    OTHER = "other", _("Somebody else")


VOICE_ROLES = (WriterRole.SUPPORTED_PERSON, WriterRole.FAMILY_SUPPORTER, WriterRole.WORKER)
"""Those who know a practice from their own lives, in the order in which they are heard."""


class VoiceStatus(models.TextChoices):
    """What became of what somebody said."""

    WAITING = "waiting", _("Waiting to be read")
    SHOWN = "shown", _("Shown on the page")
    DECLINED = "declined", _("Not shown")
    WITHDRAWN = "withdrawn", _("Taken back")


class RemarkKind(models.TextChoices):
    """What somebody says about a practice."""

    COMMENT = "comment", _("Comment")
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    THANKS = "thanks", _("Thanks")
    CONCERN = "concern", _("Concern")


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


class AdoptionStatus(models.TextChoices):
    """How far an organisation has come with a practice of another."""

    INTERESTED = "interested", _("Interested")
    TRYING = "trying", _("Trying it")
    RUNNING = "running", _("Running it")
    ADAPTED = "adapted", _("Running it in a changed form")
    STOPPED = "stopped", _("Tried it and stopped")


class StopReason(models.TextChoices):
    """Why an organisation stopped; each is a lesson, and none is a fault."""

    STAFFING = "staffing", _("staffing")
    FUNDING = "funding", _("funding")
    LEADERSHIP = "leadership", _("a change of leadership")
    RULES = "rules", _("rules or contracts")
    DEMAND = "demand", _("too few people wanted it")
    NO_EFFECT = "no-effect", _("it did not help")
    OTHER = "other", _("another reason")


class Confirmation(models.TextChoices):
    """What those whose practice it is say to a declared adoption."""

    WAITING = "waiting", _("Not confirmed yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")


class SourceDocument(models.TextChoices):
    """The two founding documents, and everything else."""

    WEBINAR_PAPER = "webinar-paper", _("Westall and Hughes, webinar paper, October 2019")
    POLICY_BRIEF = "policy-brief", _("Hughes, policy brief, 2019-20")
    OTHER = "other", _("Another source")
