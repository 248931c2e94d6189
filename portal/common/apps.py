"""Registers the common app."""

from importlib import import_module

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "portal.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the admin's CSV files harmless; the admin can be imported from here on."""
        import_module("portal.common.admin_exports").keep_formulas_out()
