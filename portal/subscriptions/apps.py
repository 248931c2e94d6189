"""Registers the subscriptions app."""

from importlib import import_module

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """The app's name and label."""

    name = "portal.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what mail providers report."""
        import_module("portal.subscriptions.mail_events")
