"""What somebody wrote into a form that was refused as a whole, so that they can keep it."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

FEWEST_WORDS = 3
"""Fewer are typed again at once; codes, passwords and choices have no more."""
MOST = 20
SECRETS = frozenset({"password", "password1", "password2", "oldpassword", "code", "key"})


def sent_texts(request: HttpRequest) -> list[str]:
    """Each text of several words in the form, in its order; none of a form of another site.

    A page of ours never shows words that another site made a browser send here.
    """
    if request.method != "POST" or not _is_from_here(request):
        return []
    try:
        sent = [
            value
            for name, values in request.POST.lists()
            if name not in SECRETS
            for value in values
        ]
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []
    return [text for text in sent if len(text.split()) >= FEWEST_WORDS][:MOST]


def address_of_file(texts: Sequence[str]) -> str:
    """The texts as a plain file that is its own address (RFC 2397): whoever may no longer write
    here can download them, and the portal keeps none of it.
    """
    return "data:text/plain;charset=utf-8," + quote("\r\n\r\n".join(texts), safe="")


def _is_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
