"""Signed links that let a person act without a password; they carry no address and never expire."""

from enum import StrEnum
from uuid import UUID

from django.core.signing import BadSignature, Signer

from portal.subscriptions.enums import Cadence
from portal.users.enums import NoticeKind


class Purpose(StrEnum):
    """What a link is for; a token made for one purpose is worthless for another."""

    CONFIRM = "confirm"
    MANAGE = "manage"
    ONE_CLICK = "one-click"
    ADDRESS = "address"
    NOT_FOR_ME = "not-for-me"
    NOTICES = "notices"


class BadTokenError(Exception):
    """The token was forged, cut short or made for something else."""


def confirm_token(consent_id: UUID) -> str:
    """A link for the request with this public id."""
    return _signer(Purpose.CONFIRM).sign(consent_id.hex)


def manage_token(subscriber_id: UUID) -> str:
    """A link for the person with this public id."""
    return _signer(Purpose.MANAGE).sign(subscriber_id.hex)


def one_click_token(subscriber_id: UUID, cadence: Cadence) -> str:
    """A link that ends what this person gets at this cadence (RFC 8058)."""
    return _signer(Purpose.ONE_CLICK).sign(f"{subscriber_id.hex}~{cadence.value}")


def address_token(delivery_id: UUID) -> str:
    """A link that makes the address to which this mail went the person's address."""
    return _signer(Purpose.ADDRESS).sign(delivery_id.hex)


def not_for_me_token(subscriber_id: UUID, about: tuple[str, int]) -> str:
    """A link with which this person sets this practice or opening (`Event.about`) aside."""
    kind, pk = about
    return _signer(Purpose.NOT_FOR_ME).sign(f"{subscriber_id.hex}~{kind}{pk}")


def notice_token(person_id: int, kind: NoticeKind) -> str:
    """A link that ends the mails about notices of this kind to this account (RFC 8058)."""
    return _signer(Purpose.NOTICES).sign(f"{person_id}~{kind.value}")


def read_notice_token(token: str) -> tuple[int, NoticeKind]:
    """Primary key of the account, and the kind to turn off; raises BadTokenError."""
    person_id, kind = _unsigned(token, Purpose.NOTICES).split("~")
    return int(person_id), NoticeKind(kind)


def read_address_token(token: str) -> UUID:
    """Public id of the mail; raises BadTokenError."""
    return UUID(hex=_unsigned(token, Purpose.ADDRESS))


def read_confirm_token(token: str) -> UUID:
    """Public id of the request; raises BadTokenError."""
    return UUID(hex=_unsigned(token, Purpose.CONFIRM))


def read_manage_token(token: str) -> UUID:
    """Public id of the person; raises BadTokenError."""
    return UUID(hex=_unsigned(token, Purpose.MANAGE))


def read_one_click_token(token: str) -> tuple[UUID, Cadence]:
    """Public id of the person, and the cadence to end; raises BadTokenError."""
    subscriber_id, cadence = _unsigned(token, Purpose.ONE_CLICK).split("~")
    return UUID(hex=subscriber_id), Cadence(cadence)


def read_not_for_me_token(token: str) -> tuple[UUID, tuple[str, int]]:
    """Public id of the person, and what it is about; raises BadTokenError."""
    subscriber_id, about = _unsigned(token, Purpose.NOT_FOR_ME).split("~")
    kind = about.rstrip("0123456789")
    return UUID(hex=subscriber_id), (kind, int(about.removeprefix(kind)))


def _signer(purpose: Purpose) -> Signer:
    # A dot is safe in paths and in mail programs that guess where a link ends.
    return Signer(sep=".", salt=f"portal.subscriptions.{purpose}")


def _unsigned(token: str, purpose: Purpose) -> str:
    try:
        return _signer(purpose).unsign(token)
    except BadSignature as error:
        raise BadTokenError from error
