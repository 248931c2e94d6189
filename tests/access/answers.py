"""What the portal may answer to a request, and how one row of the table is written."""

from dataclasses import dataclass
from enum import StrEnum

from django.http.response import HttpResponseBase


class Reader(StrEnum):
    """Who asks, in the order of the table's columns; no account is a reader too."""

    ANONYMOUS = "anonymous"
    PROVIDER = "provider"
    COMMISSIONER = "commissioner"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Answer(StrEnum):
    """The class of a response, and its letter in the table.

    Where a redirect leads tells a closed door from an open one.
    """

    SHOWN = "s"
    ELSEWHERE = "e"
    SIGN_IN = "i"
    CHECK_AGAIN = "c"
    BAD_REQUEST = "b"
    FORBIDDEN = "f"
    NOT_FOUND = "n"
    NO_SUCH_METHOD = "-"
    GONE = "g"
    FAILED = "!"


_BY_STATUS = {
    200: Answer.SHOWN,
    400: Answer.BAD_REQUEST,
    403: Answer.FORBIDDEN,
    404: Answer.NOT_FOUND,
    405: Answer.NO_SUCH_METHOD,
    410: Answer.GONE,
}
_SIGN_IN = ("/accounts/login/?", "/cms/login/?", "/django-admin/login/?", "/_util/login/?")
_CHECK_AGAIN = ("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/")


def answer_of(response: HttpResponseBase) -> Answer:
    """The class that a response belongs to."""
    if response.status_code not in (301, 302):
        return _BY_STATUS.get(response.status_code, Answer.FAILED)
    location = response.headers["Location"]
    if location.startswith(_SIGN_IN):
        return Answer.SIGN_IN
    if location.startswith(_CHECK_AGAIN):
        return Answer.CHECK_AGAIN
    return Answer.ELSEWHERE


NOBODY = "-----"


@dataclass(frozen=True)
class Row:
    """One route and an address under it, with one letter for each reader under each method."""

    route: str
    """As the URL configuration writes it; see tests/access/routes.py."""
    get: str
    post: str = NOBODY
    put: str = NOBODY
    delete: str = NOBODY
    path: str | None = None
    """An address under the route, where that is another; {words} are those of world.py."""

    def __str__(self) -> str:
        return self.route if self.path is None else self.path
