"""Registers the users app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "portal.users"
    label = "users"
    default_auto_field = "django.db.models.BigAutoField"
