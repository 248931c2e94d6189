"""Tells somebody, with an account or without one, that a colleague invites them."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.organisations.colleagues.tokens import invitation_token
from portal.organisations.models import Invitation
from portal.users.enums import NoticeKind
from portal.users.notices import Message, notify_address


def tell_invited(invitation: Invitation, *, at: datetime) -> None:
    """Mail the link; in the same words to every address, so that nobody learns who has an account.

    Call it in the transaction that writes the invitation.
    """
    told = {
        "organisation": invitation.organisation,
        "role": invitation.get_role_display(),
        "days": (invitation.expires_at - invitation.invited_at).days,
    }
    message = Message(
        kind=NoticeKind.INVITATIONS,
        key=f"invitation:{invitation.public_id}",
        subject=_("You are invited to act for %(organisation)s") % told,
        text="\n\n".join(
            [
                _(
                    "A colleague invites you to act for %(organisation)s on Common Practice, as: "
                    "%(role)s."
                )
                % told,
                _("Open the page, sign in or sign up with this email address, and press the "
                  "button."),
                _("The link works for %(days)d days. If you do not want this, do nothing.") % told,
            ]
        ),
        path=reverse("invitation", args=[invitation_token(invitation)]),
        reason=_("a colleague gave this address."),
    )  # fmt: skip
    notify_address(address=invitation.email, message=message, at=at)
