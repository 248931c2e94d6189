"""Plans the digests that are due, as the scheduled job does, or says how many that would be."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.subscriptions.services.planning import plan_due


class Command(BaseCommand):
    help = "Plan every digest that is due; planning twice plans nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="Plan as at this moment (ISO 8601); now when left out.")
        parser.add_argument("--dry-run", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _moment(options["at"])
        try:
            with transaction.atomic():
                plan = plan_due(at=at)
                transaction.set_rollback(options["dry_run"])
        except OverflowError as error:
            raise CommandError("--at: so long ago there was no period to plan.") from error
        for run in plan.runs:
            if run.planned or run.skipped_empty:
                self.stdout.write(
                    f"{run.cadence} {run.period_key} {run.time:%H:%M} {run.tz}: "
                    f"{run.planned} mails, {run.skipped_empty} people with nothing new"
                )
        verb = "Would be planned" if options["dry_run"] else "Planned"
        self.stdout.write(f"{verb}: {plan.mails}; people with nothing new: {plan.empty}.")


def _moment(text: str | None) -> datetime:
    """The time asked for; one without a zone is local.

    Raises:
        CommandError: it is not a time in ISO 8601.
    """
    if text is None:
        return timezone.now()
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--at: “{text}” is not a time such as 2026-11-22T07:30.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
