"""The page that shows every component, for staff and for development."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.common.gallery.samples import components


def component_gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery to staff, and to everybody while DEBUG is on."""
    if not settings.DEBUG and not request.user.is_staff:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())
    return render(request, "gallery/component_gallery.html", {"components": components()})
