"""Where programs that walk the web find the sitemap, and what is not for them (RFC 9309)."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

NOT_FOR_PROGRAMS = ("/cms/", "/django-admin/", "/accounts/", "/account/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """One rule for all: they may read what anybody may."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_PROGRAMS)]
    lines += ["", f"Sitemap: {urljoin(settings.SITE_URL, reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
