"""Reads of one's own account: how well it is kept."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from portal.users.models import User


@dataclass(frozen=True, kw_only=True)
class AccountSafety:
    """What keeps others out of an account, and where it is open now."""

    has_app: bool
    keys: int
    places: int
    """Browsers that are signed in."""


def account_safety(user: User) -> AccountSafety:
    """How the person's account is kept."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return AccountSafety(
        has_app=Authenticator.Type.TOTP in kinds,
        keys=kinds.count(Authenticator.Type.WEBAUTHN),
        places=UserSession.objects.filter(user=user).count(),
    )
