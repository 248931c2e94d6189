"""One practice or opening in a mail: rendered once, shared by thousands of mails."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.subscriptions.enums import OpeningKind
from portal.subscriptions.mail.links import absolute
from portal.subscriptions.mail.shelf import PracticeFacts
from portal.subscriptions.openings import Opening

_NOT_FOR_ME = "https://not-for-me.invalid"
"""Stands in the fragments that mails share for the link of each reader (RFC 2606: never a host)."""


@dataclass(frozen=True, kw_only=True)
class MailItem:
    """One practice, and why it is in this mail."""

    practice: PracticeFacts
    label: str
    also_in: tuple[str, ...] = ()
    is_short: bool = False
    """For people who want it short, with Easy Read where there is one."""
    not_for_me_url: str = field(default="", compare=False)
    """The reader's own link; the rest of the item is the same for thousands."""

    @property
    def title(self) -> str:
        """The practice's."""
        return self.practice.title

    @property
    def url(self) -> str:
        """Of the practice's page."""
        return self.practice.url

    @property
    def html(self) -> SafeString:
        """The item in the HTML part, in the language of the mail."""
        return _own("email/digest/item.html", self)

    @property
    def text(self) -> SafeString:
        """The item in the plain part, in the language of the mail."""
        return _own("email/digest/item.txt", self)


def _own(template: str, item: "MailItem | MailOpening") -> SafeString:
    shared = _rendered(template, item, get_language() or "")
    # The link is ours: letters, digits and marks that need no escaping.
    return mark_safe(shared.replace(_NOT_FOR_ME, item.not_for_me_url))  # noqa: S308


@lru_cache(maxsize=4_000)
def _rendered(template: str, item: "MailItem | MailOpening", _language: str) -> SafeString:
    # Thousands of mails of a run show the same items; only the link is each reader's own.
    return render_to_string(template, {"item": item, "not_for_me": _NOT_FOR_ME})


@dataclass(frozen=True, kw_only=True)
class MailOpening:
    """One event, ask or tender, and why it is in this mail."""

    opening: Opening
    label: str
    also_in: tuple[str, ...] = ()
    not_for_me_url: str = field(default="", compare=False)
    """As of a practice."""

    @property
    def title(self) -> str:
        """The opening's."""
        return self.opening.title

    @property
    def url(self) -> str:
        """Of the opening's page."""
        return absolute(self.opening.path)

    @property
    def when(self) -> str:
        """Until when one can take part, as clocks in the United Kingdom show it."""
        return _WHEN[self.opening.kind](self.opening)

    @property
    def html(self) -> SafeString:
        """The item in the HTML part, in the language of the mail."""
        return _own("email/digest/opening.html", self)

    @property
    def text(self) -> SafeString:
        """The item in the plain part, in the language of the mail."""
        return _own("email/digest/opening.txt", self)


def _time_of_event(event: Opening) -> str:
    if event.begins_at is None or event.ends_at is None:
        return ""
    begins, ends = localtime(event.begins_at), localtime(event.ends_at)
    is_one_day = begins.date() == ends.date()
    return _("%(begins)s to %(ends)s, UK time") % {
        "begins": date_format(begins, "l j F Y, H:i"),
        "ends": date_format(ends, "H:i" if is_one_day else "l j F Y, H:i"),
    }


def _last_day_of_ask(ask: Opening) -> str:
    if ask.ends_at is None:
        return ""
    return _("Open until %(day)s") % {"day": date_format(localtime(ask.ends_at), "j F Y")}


def _deadline_of_tender(tender: Opening) -> str:
    if tender.ends_at is None and tender.is_planned:
        return _("Planned: you cannot bid yet, but you can say what you think of it")
    if tender.ends_at is None:
        return _("The notice does not say until when one can bid")
    moment = date_format(localtime(tender.ends_at), "l j F Y, H:i")
    if tender.is_planned:
        return _("Planned: say what you think of it by %(moment)s, UK time") % {"moment": moment}
    return _("Bid by %(moment)s, UK time") % {"moment": moment}


_WHEN = {
    OpeningKind.EVENT: _time_of_event,
    OpeningKind.ASK: _last_day_of_ask,
    OpeningKind.TENDER: _deadline_of_tender,
}
