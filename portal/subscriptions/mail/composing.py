"""Builds the message of a delivery: subject, plain text, HTML with inlined styles, and headers."""

import re
from dataclasses import dataclass
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.subscriptions import wording
from portal.subscriptions.enums import Cadence, MailFormat
from portal.subscriptions.interests import Interest
from portal.subscriptions.mail import links
from portal.subscriptions.mail.desk import Desk
from portal.subscriptions.mail.digest import digest_content
from portal.subscriptions.models import ConsentRecord, Delivery
from portal.subscriptions.suppression import is_suppressed
from portal.users.notice_choices import is_still_wanted

# Fetches nothing: all styles are in the template.
_INLINER = CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)

_IN_LARGE_PRINT = (MailFormat.LARGE_PRINT, MailFormat.EASY_READ)
"""Easy Read is read in large print too: 16 points, as its guidelines ask."""

_LINK = re.compile(r"://|\w\.[a-z]{2}", re.IGNORECASE)
"""What mail programs make a link of: an address, or the name of a host alone."""

_FEEDBACK_SENDER = "common-practice"
"""At most 15 characters, and the same in every mail."""


@dataclass(frozen=True, kw_only=True)
class _Letter:
    """What fills the templates, and the headers beyond those that every mail has."""

    context: dict[str, Any]
    headers: dict[str, str]
    to: str = ""
    """Where it goes, if not to the person's own address."""


def compose(delivery: Delivery, desk: Desk) -> EmailMultiAlternatives | None:
    """The message of a delivery whose items are frozen; None when nothing is left to say.

    ``desk`` is what was read for the batch. Composing it again gives the same words, as far as the
    practices are still public, under the same Message-ID.
    """
    with override(delivery.subscriber.locale):
        letter = _LETTERS[delivery.message](delivery, desk)
        return _message(delivery, letter) if letter else None


def _message(delivery: Delivery, letter: _Letter) -> EmailMultiAlternatives:
    folder = f"email/{delivery.message}"
    mail_format = MailFormat(delivery.subscriber.mail_format)
    context = {
        "site_url": settings.SITE_URL,
        "is_large": mail_format in _IN_LARGE_PRINT,
        **letter.context,
    }
    message = EmailMultiAlternatives(
        # One line, whatever the words hold: a header must not be continued by a title.
        subject=" ".join(render_to_string(f"{folder}/subject.txt", context).split()),
        body=render_to_string(f"{folder}/body.txt", context).strip() + "\n",
        from_email=_from(delivery),
        to=[letter.to or delivery.subscriber.email or ""],
        headers={
            "Message-ID": links.message_id_of(delivery),
            # Keeps holiday notices and read receipts away (RFC 3834; Exchange).
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **letter.headers,
        },
    )
    # Providers give this back with what they report (django-anymail); SMTP knows nothing of it.
    message.metadata = {"delivery": str(delivery.public_id)}  # type: ignore[attr-defined]  # anymail reads it.
    if mail_format == MailFormat.PLAIN:
        return message
    html = _INLINER.inline(render_to_string(f"{folder}/body.html", context))
    message.attach_alternative(html, "text/html")
    return message


def _from(delivery: Delivery) -> str:
    """Another address for what somebody waits for: complaints about updates must not block it."""
    is_asked_for = delivery.cadence == Cadence.ON_REQUEST
    address: str = settings.DEFAULT_FROM_EMAIL if is_asked_for else settings.UPDATES_FROM_EMAIL
    return address


def _digest(delivery: Delivery, desk: Desk) -> _Letter | None:
    content = digest_content(delivery, desk)
    if content is None:
        return None
    unsubscribe = links.unsubscribe_url(delivery.subscriber, content.cadence)
    context = {
        "content": content,
        "unsubscribe_url": unsubscribe,
        "manage_url": links.manage_url(delivery.subscriber),
    }
    headers = _list_headers(content.cadence.value, "updates", unsubscribe)
    return _Letter(context=context, headers=headers)


def _confirmation(delivery: Delivery, desk: Desk) -> _Letter | None:
    requests = ConsentRecord.objects.select_related("topic")
    request = requests.filter(pk=int((delivery.items or {})["consent"])).first()
    if request is None:
        return None
    context = {
        "interest": _without_links(Interest.of_topic(request.topic).title),
        "cadence": Cadence(request.cadence).label,
        "confirm_url": links.confirm_url(request),
        "wording": wording.WORDING,
    }
    return _Letter(context=context, headers={})


def _without_links(title: str) -> str:
    """The interest in words, unless they would make the mail carry an address of somebody else's.

    Whoever types an address may not own it: nobody is to send people to a site in our name.
    """
    return _("A search on Common Practice") if _LINK.search(title) else title


def _new_address(delivery: Delivery, desk: Desk) -> _Letter | None:
    address = (delivery.items or {}).get("address", "")
    if not address:
        return None
    return _Letter(context={"address_url": links.address_url(delivery)}, headers={}, to=address)


def _left_address(delivery: Delivery, desk: Desk) -> _Letter | None:
    """Names no new address and holds no link: whoever reads this may be somebody else by now."""
    address = (delivery.items or {}).get("address", "")
    if not address or is_suppressed(address):
        return None
    return _Letter(context={}, headers={}, to=address)


def _notice(delivery: Delivery, desk: Desk) -> _Letter | None:
    """Nothing where the person turned it off, closed their account or is not to be written to."""
    notice = delivery.notice
    if notice is None or not is_still_wanted(notice) or is_suppressed(notice.to):
        return None
    context: dict[str, Any] = {"notice": notice, "url": links.absolute(notice.path)}
    headers = {}
    if notice.can_be_turned_off:
        off_url = links.notices_off_url(notice)
        context |= {"off_url": off_url, "choices_url": links.notices_url(delivery.subscriber)}
        headers = _list_headers(notice.kind, "notices", off_url)
    return _Letter(context=context, headers=headers, to=notice.to)


def _list_headers(kind: str, family: str, off_url: str) -> dict[str, str]:
    """By which mail programs sort, end and report on mails of one kind; no person is named."""
    return {
        "List-ID": f"<{kind}.{family}.{links.mail_domain()}>",
        "List-Unsubscribe": f"<{off_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # Gmail counts complaints by these parts.
        "Feedback-ID": f"{kind}:{family}::{_FEEDBACK_SENDER}",
    }


_LETTERS = {
    "digest": _digest,
    "notice": _notice,
    "confirm_subscription": _confirmation,
    "confirm_address": _new_address,
    "address_changed": _left_address,
}
