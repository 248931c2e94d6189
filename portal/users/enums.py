"""The closed lists of the users app: who people say they are, and what notices are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelfDescription(models.TextChoices):
    """Who somebody says they are; it opens nothing, so nobody has to prove it."""

    WORKER = "worker", _("Care or support worker")
    SUPPORTED_PERSON = "supported-person", _("Person who draws on care and support")
    FAMILY_SUPPORTER = "family-supporter", _("Family member or friend who supports somebody")


class NoticeKind(models.TextChoices):
    """What a notice is about, in the words of the page where people choose their mails."""

    REVIEWS = "reviews", _("A practice of yours is due for review")
    COMMITMENTS = "commitments", _("Your organisation promised something, and the day comes near")
    ADOPTIONS = "adoptions", _("Others take up your practice, or answer what you declared")
    PARTNERS = (
        "partners",
        _("Others name your organisation as a partner, or one that you named says no"),
    )
    PEER_REVIEWS = "peer-reviews", _("The other side of a peer review did something")
    VISITS = "visits", _("Somebody asks to visit you, or answers your request")
    VOICES = "voices", _("What you said about a practice is shown, or is not")
    LETTERS = "letters", _("Somebody writes to you about an ask or offer")
    NETWORKS = "networks", _("An organisation asks to join your network, or a network answers you")
    SUGGESTIONS = "suggestions", _("A tender could use what your organisation offers")
    BIDDING = (
        "bidding",
        _("Something changed where your organisation bids with others, or what it said grows old"),
    )
    READING = "reading", _("A text waits for you to read it as a moderator")
    RESULTS = "results", _("What moderators decided about what you sent in or asked for")
    INVITATIONS = "invitations", _("A colleague invites you to act for an organisation")
    MEMBERS = "members", _("Moderators let somebody in to act for an organisation that you own")
    LINKS = "links", _("The link to what you began to write, or what somebody wrote for you")


ALWAYS_SENT = (
    NoticeKind.RESULTS,
    NoticeKind.INVITATIONS,
    NoticeKind.MEMBERS,
    NoticeKind.LINKS,
)
"""Answers to what a person did, and what keeps an organisation safe (transactional mail)."""

CHOSEN_NOTICES = tuple(kind for kind in NoticeKind if kind not in ALWAYS_SENT)
"""What a person can turn off, in the order of the page."""
