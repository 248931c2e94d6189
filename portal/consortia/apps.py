"""Registers the consortia app."""

from importlib import import_module

from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    name = "portal.consortia"
    label = "consortia"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to changes of tenders."""
        import_module("portal.consortia.receivers")
