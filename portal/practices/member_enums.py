"""States and kinds of what members arrange between them: reviews, asks, visits, promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewStatus(models.TextChoices):
    """What the reviewer says to an invitation."""

    INVITED = "invited", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class AskKind(models.TextChoices):
    """Whether somebody looks for something or has it to give."""

    ASK = "ask", _("Looking for")
    OFFER = "offer", _("Offering")


class AskTopic(models.TextChoices):
    """What is looked for or offered."""

    EVALUATOR = "evaluator", _("An evaluator")
    FUNDER = "funder", _("Money for a trial")
    TEST_SITE = "test-site", _("A place to try it")
    BUILDING = "building", _("A building or room")
    MENTOR = "mentor", _("A mentor")
    PARTNER = "partner", _("A partner")
    OTHER = "other", _("Something else")


class VisitStatus(models.TextChoices):
    """How far a request for a learning visit has come."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Agreed")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Taken back")


class CommitmentOutcome(models.TextChoices):
    """What became of a promise; none of them is a fault."""

    DONE = "done", _("Done")
    CHANGED = "changed", _("Done in another way")
    DROPPED = "dropped", _("Dropped")


class YearOn(models.TextChoices):
    """What is left of it a year after its day."""

    LASTS = "lasts", _("It is still so")
    PARTLY = "partly", _("Some of it is left")
    ENDED = "ended", _("Nothing of it is left")
