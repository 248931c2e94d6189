"""Addresses that know no domain noun: health checks and the component gallery."""

from django.urls import include, path

from portal.common import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", include("portal.common.gallery.urls")),
]
