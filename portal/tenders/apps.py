"""Registers the tenders app."""

from django.apps import AppConfig


class TendersConfig(AppConfig):
    name = "portal.tenders"
    label = "tenders"
    default_auto_field = "django.db.models.BigAutoField"
