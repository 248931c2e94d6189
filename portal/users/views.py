"""The page that django-allauth shows when a rate limit is used up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT = 300  # seconds; the longest of the limits that people meet by mistake


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 with the time to wait in Retry-After (RFC 6585, section 4)."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(WAIT)
    return response
