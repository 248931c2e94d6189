"""Registers the tasks app, and with it the receivers of signals."""

from importlib import import_module

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing connects them; before this moment the models they listen to are not loaded.
        import_module("tasks.receivers")
