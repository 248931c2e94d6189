"""Two small guards around every request: a content policy for the admin, and no null bytes."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADMIN_PREFIXES = ("/cms/", "/django-admin/")


class AdminContentSecurityPolicy:
    """Allows the inline scripts and styles that Wagtail's admin still writes, under the admin paths
    alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PREFIXES):
            # django-csp reads this attribute; its decorators set the same one.
            response._csp_update = {  # type: ignore[attr-defined]
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
            }
        return response


class RefuseNullBytes:
    """Answers 400 to a null byte in the path, query or form: PostgreSQL and SQLite cannot store
    one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return self._refusal()
        is_form = request.content_type == "application/x-www-form-urlencoded"
        if request.method == "POST" and is_form and b"%00" in request.body:
            return self._refusal()
        return self.get_response(request)

    def _refusal(self) -> HttpResponse:
        return HttpResponseBadRequest(
            "The address or form holds a character that cannot be read. Remove it and try again.",
            content_type="text/plain; charset=utf-8",
        )
