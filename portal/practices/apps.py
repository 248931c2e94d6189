"""Registers the practices app."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "portal.practices"
    label = "practices"
    default_auto_field = "django.db.models.BigAutoField"
