"""Addresses that know no domain noun: health checks and the component gallery."""

from django.urls import path

from portal.common import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
