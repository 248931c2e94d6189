"""Registers the subscriptions app."""

from importlib import import_module

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """The app's name and label."""

    name = "portal.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what mail providers report, and know asks and tenders."""
        import_module("portal.subscriptions.mail_events")
        sources = import_module("portal.subscriptions.opening_sources")
        openings = import_module("portal.subscriptions.openings")
        openings.register(sources.Asks())
        openings.register(sources.Tenders())
