"""The Celery application: wiring only; its tasks and schedule live in tasks/."""

import os

from celery import Celery

from tasks.schedule import beat_schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = beat_schedule()
