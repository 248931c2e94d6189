"""The closed lists of the consortia app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.opt_in import SharedFact


class RunState(models.TextChoices):
    """How far a matching has come."""

    REQUESTED = "requested", _("Waiting to be worked out")
    SOLVED = "solved", _("Worked out")
    SAME = "same", _("Found the first team that was known already")
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
    EXCLUDED = "excluded", _("No ground for exclusion")
    RESERVED = "reserved", _("Being of a kind that the tender is reserved for")
    BUSY = "busy", _("Bidding for fewer other tenders at the same time")
    NOTHING = "nothing", _("No single change that was tried")
    UNKNOWN = "unknown", _("Not worked out in the time allowed")
    LEAD = "lead", _("Being willing to lead")
    SHARE = "share", _("A larger share of the contract")
    SIZE = "size", _("A larger team")
    HOURS = "hours", _("More hours a week")
    KIND = "kind", _("Being of a kind that a lot is reserved for")
    AREA = "area", _("A service in another place")
    SERVICE = "service", _("Another service")
    REGISTRATION = "registration", _("Registration for a service")
    QUALITY = "quality", _("A better rating of a service")


class Loss(models.TextChoices):
    """What the best team would lose without one of its members, from a solve without it."""

    NOTHING = "nothing", _("Another team without it would be just as good.")
    QUALITY = "quality", _("Without it the best team would be weaker.")
    GAPS = "gaps", _("Without it the best team would lack more.")
    TEAM = "team", _("Without it no team is possible.")
    UNKNOWN = "unknown", _("What would be lost without it could not be worked out in time.")


class DisclosedFact(models.TextChoices):
    """What one member of a consortium lets another read."""

    NAME = "name", _("Your name, and what you would do in the bid")
    CONTACT = "contact", _("Whom to talk to at your organisation")
    PLEDGE = "pledge", _("The hours that you pledged")
    # What the organisation chose to share; the values are those of its choices.
    RATINGS = SharedFact.RATINGS.value, SharedFact.RATINGS.label
    REGISTRATION = SharedFact.REGISTRATION.value, SharedFact.REGISTRATION.label
    VALUES = SharedFact.VALUES.value, SharedFact.VALUES.label
    HOURS = SharedFact.HOURS.value, SharedFact.HOURS.label
    TURNOVER = SharedFact.TURNOVER.value, SharedFact.TURNOVER.label


class LegalForm(models.TextChoices):
    """How providers that bid together can stand towards the buyer."""

    CONTRACT = "contract-consortium", _("Contract consortium with a lead")
    MANAGING_AGENT = "managing-agent", _("Managing agent or managing provider")
    LLP = "llp", _("Limited liability partnership (LLP)")
    CO_OPERATIVE = "secondary-co-operative", _("Secondary co-operative")
    COMPANY = "service-company", _("Service company, limited by guarantee or by shares")


class Outcome(models.TextChoices):
    """What became of a bid."""

    WON = "won", _("We won")
    WON_PARTLY = "won-partly", _("We won some lots")
    LOST = "lost", _("Another bid won")
    CANCELLED = "cancelled", _("The buyer cancelled the tender")
    WITHDRAWN = "withdrawn", _("We took the bid back")


class Question(models.TextChoices):
    """What each member answers for itself before terms are written (CMA guidance on horizontal
    agreements, 2023); no legal advice.
    """

    STANDALONE = "standalone", _("Could you bid for this tender alone, or with fewer partners?")
    SCOPE = "scope", _("Is what you agree on for this tender only?")
    NEED_TO_KNOW = "need-to-know", _("Have you told each other only what this bid needs?")
    PRICES = "prices", _("Do you keep your prices and costs for all other work to yourselves?")
    COMPETE = "compete", _("Will you go on competing as before for all other work?")
    NO_OTHER_BID = "no-other-bid", _("Are you in no other bid for this tender?")


class Answer(models.TextChoices):
    """An answer to the checklist."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("We are not sure")


class Authority(models.TextChoices):
    """What lets somebody sign for an organisation."""

    DIRECTOR = "director", _("Director or company secretary")
    PARTNER = "partner", _("Partner or owner")
    TRUSTEE = "trustee", _("Trustee or committee member")
    DELEGATED = "delegated", _("Another person whom the board authorised in writing")
