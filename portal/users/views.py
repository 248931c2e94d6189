"""The doors beside the one sign-in page, and the page for a rate limit that is used up."""

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

WAIT = 300  # seconds; the longest of the limits that people meet by mistake


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_door(request: HttpRequest) -> HttpResponse:
    """Lead from another login address to the sign-in page, with the address to return to.

    Somebody who has signed in and is sent here was refused where they came from: sending them on
    would send them round in a circle.

    Raises:
        PermissionDenied: they have signed in, and were sent here from a page.
    """
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{request.META.get('QUERY_STRING', '')}")
    if REDIRECT_FIELD_NAME in request.GET:
        raise PermissionDenied
    return redirect(settings.LOGIN_REDIRECT_URL)


def closed_door(request: HttpRequest, **_parts: int) -> HttpResponse:
    """Stand in for a form that asks for a password which many share: the portal has none.

    Raises:
        Http404: always.
    """
    raise Http404


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 with the time to wait in Retry-After (RFC 6585, section 4)."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(WAIT)
    return response
