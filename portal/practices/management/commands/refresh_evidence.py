"""Checks the evidence level of every practice and puts wrong ones right."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from portal.practices.services.refresh_evidence import refresh_all_evidence


class Command(BaseCommand):
    help = "Work out every evidence level again from the declared facts, and correct what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = refresh_all_evidence()
        self.stdout.write(
            ngettext(
                "%(n)d evidence level was corrected.",
                "%(n)d evidence levels were corrected.",
                changed,
            )
            % {"n": changed}
        )
