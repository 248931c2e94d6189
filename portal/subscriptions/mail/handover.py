"""Hands one message to the mail server and says what is known about the outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from smtplib import (
    SMTPConnectError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.subscriptions.mail.smtp import EmailBackend

SERVICE_CLOSING = 421
"""RFC 5321, 4.2.3: the server is going away; nothing is wrong with the message."""


class Outcome(StrEnum):
    """What the sender knows afterwards."""

    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused-for-now"
    REFUSED = "refused"
    SERVER_AWAY = "server-away"
    ANSWER_LOST = "answer-lost"


@dataclass(frozen=True, kw_only=True)
class Handover:
    """The outcome with a short code for the record: a reply code or a name, never an address."""

    outcome: Outcome
    code: str = ""


def connect(connection: BaseEmailBackend) -> Handover:
    """Open the session before any mail is marked as being handed over."""
    try:
        connection.open()
    except SMTPResponseException as error:
        return Handover(outcome=Outcome.SERVER_AWAY, code=str(error.smtp_code))
    except (OSError, SMTPNotSupportedError) as error:
        # SMTPException is an OSError: no greeting, no route, a failed login.
        return Handover(outcome=Outcome.SERVER_AWAY, code=type(error).__name__)
    return Handover(outcome=Outcome.ACCEPTED)


def hand_over(
    connection: BaseEmailBackend, message: EmailMessage, meanwhile: Callable[[], None]
) -> Handover:
    """Send one message in an open session, and call ``meanwhile`` where a server is waited for.

    A reply with a code settles the matter. A session that breaks or falls silent does not: the
    server may have accepted the message before (RFC 1047), so the answer is lost.
    """
    try:
        if isinstance(connection, EmailBackend):
            connection.send_while(message, meanwhile)
        else:
            connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        ((code, _reply),) = list(error.recipients.values())[:1]
        return _by_code(code)
    except SMTPConnectError as error:
        return Handover(outcome=Outcome.SERVER_AWAY, code=str(error.smtp_code))
    except SMTPResponseException as error:
        return _by_code(error.smtp_code)
    except (BadHeaderError, SMTPNotSupportedError, UnicodeError) as error:
        return Handover(outcome=Outcome.REFUSED, code=type(error).__name__)
    except OSError as error:
        return Handover(outcome=Outcome.ANSWER_LOST, code=type(error).__name__)
    return Handover(outcome=Outcome.ACCEPTED)


def _by_code(code: int) -> Handover:
    if code == SERVICE_CLOSING:
        return Handover(outcome=Outcome.SERVER_AWAY, code=str(code))
    is_permanent = code >= 500  # noqa: PLR2004 - RFC 5321, 4.2.1: the first digit is the class.
    outcome = Outcome.REFUSED if is_permanent else Outcome.REFUSED_FOR_NOW
    return Handover(outcome=outcome, code=str(code))
