"""Builds the page tree and the permission groups."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from home.services.site import ensure_site


class Command(BaseCommand):
    help = "Make the home page, the practice library, the information pages and the groups."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_site(site_url=settings.SITE_URL)
        self.stdout.write("The site's pages and groups are in place.")
