"""The closed lists of the consortia app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a matching has come."""

    REQUESTED = "requested", _("Waiting to be worked out")
    SOLVED = "solved", _("Worked out")
    FAILED = "failed", _("We could not work this out; the people who run the portal know")
    NOTHING_TO_MATCH = "nothing-to-match", _("The notice names no service that providers declare")


class SolverStatus(models.TextChoices):
    """What the solver proved; only the first may be called best."""

    OPTIMAL = "optimal", _("Proven best: no other team covers more")
    FEASIBLE = "feasible", _("A good team; a better one may exist")
    INFEASIBLE = "infeasible", _("No team: nobody can cover this, or each could bid alone")
    UNKNOWN = "unknown", _("Not worked out in the time allowed")


class ConsentState(models.TextChoices):
    """What a suggested member has said so far."""

    SUGGESTED = "suggested", _("Not asked yet")
    INTERESTED = "interested", _("Interested")
    DECLINED = "declined", _("Not this time")


class GapKind(models.TextChoices):
    """What a team lacks."""

    SERVICE = "cell", _("A service in a place")
    AREA = "area", _("A place")
    HOURS = "hours", _("Hours")
    LEAD = "lead", _("Somebody to lead")


class EntryAnswer(models.TextChoices):
    """What would bring an organisation into the first team."""

    ALREADY_IN = "already-in", _("Nothing: it is in")
    NOT_OPEN = "not-open", _("Being open to matching with current services")
    NOTHING = "nothing", _("No single change that was tried")
    UNKNOWN = "unknown", _("Not worked out in the time allowed")
    LEAD = "lead", _("Being willing to lead")
    SHARE = "share", _("A larger share of the contract")
    SIZE = "size", _("A larger team")
    HOURS = "hours", _("More hours a week")
    AREA = "area", _("A service in another place")
    SERVICE = "service", _("Another service")
    REGISTRATION = "registration", _("Registration for a service")
    QUALITY = "quality", _("A better rating of a service")
