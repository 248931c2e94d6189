"""Registers the home app."""

from importlib import import_module

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who begins and ends to look after an area; let mails tell of events."""
        import_module("home.receivers")
        openings = import_module("portal.subscriptions.openings")
        openings.register(import_module("home.event_openings").Events())
