"""Registers the practices app."""

from importlib import import_module

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "portal.practices"
    label = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail's moderation."""
        import_module("portal.practices.receivers")
