"""Registers the consortia app."""

from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    name = "portal.consortia"
    label = "consortia"
    default_auto_field = "django.db.models.BigAutoField"
