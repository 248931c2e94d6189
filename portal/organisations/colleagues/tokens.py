"""The signed part of an invitation's address; whether it still works, its row says."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from portal.organisations.models import Invitation


def invitation_token(invitation: Invitation) -> str:
    """What opens the page of the invitation, for somebody who signs in with its address."""
    return _signer().sign(invitation.public_id.hex)


def invitation_of(token: str) -> Invitation | None:
    """The invitation, whatever became of it; None for a token that we did not make."""
    try:
        public_id = UUID(hex=_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    return (
        Invitation.objects.filter(public_id=public_id)
        .select_related("organisation", "invited_by")
        .first()
    )


def _signer() -> Signer:
    # A dot is safe in paths and in mail programs that guess where a link ends.
    return Signer(sep=".", salt="portal.organisations.invitation")
