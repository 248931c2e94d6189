"""Registers the common app."""

from importlib import import_module

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "portal.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Change how the admin reads fields and writes files; it can be imported from here on."""
        import_module("portal.common.admin_fields").check_what_is_typed()
        import_module("portal.common.admin_exports").keep_formulas_out()
