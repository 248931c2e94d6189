"""Who somebody is: the person behind a request, and whose an address is."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.users.models import User


def person_of(request: HttpRequest) -> User:
    """The account that signed in.

    Raises:
        PermissionDenied: nobody did.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def owns_address(user: User, email: str) -> bool:
    """Whether the person has shown that mail to this address, in any case of letters, is theirs."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    found: bool = confirmed.filter(email__iexact=email).exists()
    return found
