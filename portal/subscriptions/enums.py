"""The closed lists of subscribing and sending; the values are kept in rows and shown in reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cadence(models.TextChoices):
    """How often a person is written to; ON_REQUEST is the answer to something they just did.

    NOTICE is about something that waits for them, as often as something does.
    """

    IMMEDIATE = "immediate", _("As soon as there is something new")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month")
    ON_REQUEST = "on-request", _("When you ask for it")
    NOTICE = "notice", _("When something waits for you")


CHOSEN_CADENCES = (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY, Cadence.IMMEDIATE)
"""What a person can choose, in the order of the form."""

DIGEST_CADENCES = (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY)
"""Those that follow the calendar."""


class TopicKind(models.TextChoices):
    """What an interest is in."""

    THEME = "theme", _("Theme")
    AREA = "area", _("Area")
    ORGANISATION = "organisation", _("Organisation")
    PAGE = "page", _("Practice")
    SEARCH = "search", _("Search")
    EVENTS = "events", _("Events")
    ASKS = "asks", _("Asks and offers")
    TENDERS = "tenders", _("Tenders")


class OpeningKind(models.TextChoices):
    """What people can take part in until it is over; each is a section of its own in a mail."""

    EVENT = "event", _("Event")
    ASK = "ask", _("Ask or offer")
    TENDER = "tender", _("Tender")


OPENINGS_OF = {
    TopicKind.EVENTS: OpeningKind.EVENT,
    TopicKind.ASKS: OpeningKind.ASK,
    TopicKind.TENDERS: OpeningKind.TENDER,
}
"""Interests whose items are no practices."""


class SubscriberState(models.TextChoices):
    """Whether somebody has confirmed their address, and whether we may write to it."""

    PENDING = "pending", _("Waiting for confirmation")
    ACTIVE = "active", _("Confirmed")
    SUPPRESSED = "suppressed", _("Not to be written to")


class MailFormat(models.TextChoices):
    """How somebody wants their mails to look."""

    HTML = "html", _("With headings and links")
    LARGE_PRINT = "large-print", _("Large print")
    EASY_READ = "easy-read", _("Short, with links to Easy Read where there is one")
    PLAIN = "plain", _("Plain text only")


class SuppressionReason(models.TextChoices):
    """Why an address must not be written to again."""

    BOUNCED = "bounced", _("Mail came back for good")
    COMPLAINED = "complained", _("Reported as spam")
    ERASED = "erased", _("Asked to be erased")


class EndReason(models.TextChoices):
    """What ended a subscription."""

    ONE_CLICK = "one-click", _("Unsubscribed from the mail")
    MANAGED = "managed", _("Ended on the page for email choices")
    SUPPRESSED = "suppressed", _("The address must not be written to")


class ConsentAction(models.TextChoices):
    """What somebody did about their consent."""

    ASKED = "asked", _("Asked for emails")
    CONFIRMED = "confirmed", _("Confirmed")
    CHANGED = "changed", _("Changed how often")
    WITHDRAWN = "withdrawn", _("Ended the emails")


class Channel(models.TextChoices):
    """Where consent was given or withdrawn."""

    WEB = "web", _("On the website")
    ONE_CLICK = "one-click", _("From the mail program (RFC 8058)")
    SYSTEM = "system", _("By the portal")


class EventKind(models.TextChoices):
    """What happened to a practice or opening that its followers should hear of."""

    NEW = "new", _("New")
    UPDATED = "updated", _("Updated")


class RunState(models.TextChoices):
    """How far the planning of one period has come."""

    PLANNING = "planning", _("Being planned")
    FINISHED = "finished", _("Planned")
    MISSED = "missed", _("Missed; the next run told everything")


class DeliveryState(models.TextChoices):
    """Where one mail is on its way: planned, claimed, handing, sent, and the side exits."""

    PLANNED = "planned", _("Planned")
    CLAIMED = "claimed", _("Taken by a sender")
    HANDING = "handing", _("Being handed to the mail server")
    SENT = "sent", _("Accepted by the mail server")
    RETRY_WAIT = "retry-wait", _("Waiting to try again")
    FAILED = "failed", _("Refused for good")
    UNKNOWN = "unknown", _("Nobody can tell whether it was accepted")
    SKIPPED_EMPTY = "skipped-empty", _("Nothing left to tell")
    CANCELLED = "cancelled", _("No longer wanted")
    SUPPRESSED = "suppressed", _("The address must not be written to")


LEASED_STATES = (DeliveryState.CLAIMED, DeliveryState.HANDING)
"""A sender holds the row until its lease ends."""

WAITING_STATES = (DeliveryState.PLANNED, DeliveryState.RETRY_WAIT)
"""A sender may take the row."""
