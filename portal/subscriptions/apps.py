"""Registers the subscriptions app."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """The app's name and label."""

    name = "portal.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"
