"""Sends the mails of organisations the way of the account mails: at once, apart from digests."""

from functools import partial
from smtplib import SMTPException
from typing import Any
from urllib.parse import urljoin

import structlog
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)


def mail_on_commit(message: str, to: str, context: dict[str, Any]) -> None:
    """Send one mail once what it tells of is stored; addresses end in `_url` and become absolute.

    A mail server that is away undoes nothing: the page says the same as the mail.
    """
    transaction.on_commit(partial(_send, message, to, context))


def _send(message: str, to: str, context: dict[str, Any]) -> None:
    links = {
        name: urljoin(settings.SITE_URL, value)
        for name, value in context.items()
        if name.endswith("_url")
    }
    told = {**context, **links, "site_url": settings.SITE_URL}
    try:
        get_adapter().render_mail(f"organisations/email/{message}", to, told).send()
    except (OSError, SMTPException) as error:
        # The error itself may name the address.
        log.warning("organisations.mail_not_sent", message=message, error=type(error).__name__)
