"""Addresses in mails: absolute, signed where they act, and without anything personal in them."""

from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from portal.subscriptions.enums import Cadence
from portal.subscriptions.models import ConsentRecord, Delivery, Subscriber
from portal.subscriptions.tokens import (
    address_token,
    confirm_token,
    manage_token,
    not_for_me_token,
    notice_token,
    one_click_token,
)
from portal.users.enums import NoticeKind
from portal.users.models import Notice

_HOLE = "0"


def absolute(path: str) -> str:
    """The address as it works outside the portal; one that is absolute stays as it is."""
    return urljoin(str(settings.SITE_URL), path)


def mail_domain() -> str:
    """Domain for Message-ID and List-ID: the portal's own host name."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def message_id_of(delivery: Delivery) -> str:
    """The same for every try, so that a repeat can be recognised (RFC 5322, 3.6.4)."""
    return f"<d.{delivery.public_id}@{mail_domain()}>"


def confirm_url(request: ConsentRecord) -> str:
    """Where a request is confirmed with one button."""
    return absolute(reverse("subscribe_confirm", args=[confirm_token(request.public_id)]))


def address_url(delivery: Delivery) -> str:
    """Where a new address is confirmed with one button."""
    return absolute(reverse("address_confirm", args=[address_token(delivery.public_id)]))


def manage_url(subscriber: Subscriber) -> str:
    """Where a person sees and changes everything that they get."""
    return absolute(reverse("subscription_manage", args=[manage_token(subscriber.public_id)]))


def not_for_me_url(subscriber: Subscriber, about: tuple[str, int]) -> str:
    """Where a person sets one practice or opening aside with one button."""
    token = not_for_me_token(subscriber.public_id, about)
    # A mail has a dozen of these: the address around the token is worked out once.
    before, after = _around(str(settings.SITE_URL), "not_for_me")
    return f"{before}{token}{after}"


@lru_cache(maxsize=8)
def _around(_site_url: str, name: str) -> tuple[str, str]:
    before, _hole, after = absolute(reverse(name, args=[_HOLE])).rpartition(_HOLE)
    return before, after


def notices_url(subscriber: Subscriber) -> str:
    """Where a person with an account chooses which notices are mailed."""
    return absolute(reverse("manage_notices", args=[manage_token(subscriber.public_id)]))


def notices_off_url(notice: Notice) -> str:
    """What a mail program posts to (RFC 8058), and people open, to turn this kind off."""
    token = notice_token(notice.person_id or 0, NoticeKind(notice.kind))
    return absolute(reverse("notices_off", args=[token]))


def unsubscribe_url(subscriber: Subscriber, cadence: Cadence) -> str:
    """What a mail program posts to (RFC 8058), and people open."""
    token = one_click_token(subscriber.public_id, cadence)
    return absolute(reverse("unsubscribe_one_click", args=[token]))
