"""The person behind a request, for views that are closed to strangers."""

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
