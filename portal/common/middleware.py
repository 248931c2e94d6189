"""Small guards around every request: no null bytes, a content policy for the admin, no stored
copies of pages for people who have signed in.
"""

from collections.abc import Callable, Iterator

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADMIN_PREFIXES = ("/cms/", "/django-admin/")
NULL = "\x00"


class AdminContentSecurityPolicy:
    """Allows the inline scripts and styles that Wagtail's admin still writes, and the frame of its
    preview, under the admin paths alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIXES):
            # django-csp reads this attribute; its decorators set the same one.
            response._csp_replace = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "frame-ancestors": [SELF],
            }
        return response


class RefuseNullBytes:
    """Answers 400 to a null byte in the path, the query, a form or a cookie: PostgreSQL cannot
    store one, and would answer with an error of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any(NULL in text for text in _texts_of(request)):
            return self._refusal()
        return self.get_response(request)

    def _refusal(self) -> HttpResponse:
        return HttpResponseBadRequest(
            "The address or form holds a character that cannot be read. Remove it and try again.",
            content_type="text/plain; charset=utf-8",
        )


class DoNotStorePagesOfSignedInPeople:
    """Keeps what somebody sees after signing in out of every cache, their own browser's too
    (OWASP ASVS 5.0, 14.3.2).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _texts_of(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, cookie in request.COOKIES.items():
        yield from (name, cookie)
    # Django reads request.POST for POST alone; uploaded files may hold any byte and are not in it.
    for query in (request.GET, request.POST):
        for name, values in query.lists():
            yield from (name, *map(str, values))
