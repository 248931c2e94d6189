"""The signed part of the address with which an author goes on; the row says whether it works."""

from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from portal.practices.models import EarlyDraft


def resume_token(draft: EarlyDraft) -> str:
    """What opens the draft, for whoever got the mail."""
    return _signer().sign(draft.public_id.hex)


def draft_of_token(token: str, *, at: datetime) -> EarlyDraft | None:
    """The draft; None for a forged token, and where it was taken over or its time is over."""
    try:
        public_id = UUID(hex=_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    return EarlyDraft.objects.open(at=at).filter(public_id=public_id).first()


def _signer() -> Signer:
    # A dot is safe in paths and in mail programs that guess where a link ends.
    return Signer(sep=".", salt="portal.practices.early_draft")
