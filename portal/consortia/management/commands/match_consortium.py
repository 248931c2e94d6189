"""Works out the best consortium for one tender and says why; stores nothing."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.consortia.reports import (
    NobodyOpenError,
    NothingAskedError,
    UnlawfulTeamError,
    consortium_report,
)
from portal.consortia.services.requesting import NotOpenError
from portal.consortia.standing import kinds_wanted
from portal.tenders.enums import OVER_FOR_BIDS
from portal.tenders.models import Tender


class Command(BaseCommand):
    help = (
        "Work out which providers could cover a tender together, and why. It names providers, so "
        "what it prints is for people who run the portal only. Nothing is stored, nobody is told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tender", metavar="TENDER", help="Number or ocid of the tender.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = _report(tender_named(options["tender"]))
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self._tell(report)

    def _tell(self, report: dict[str, Any]) -> None:
        tell = self.stdout.write
        tell(f"{report['tender']['title']} ({report['tender']['ocid']})")
        tell(
            f"{report['status_in_words']} [{report['status']}]: objective {report['objective']}, "
            f"bound {report['bound']}, {report['seconds']} seconds, "
            f"{report['providers_open']} providers open, {report['asked_for']} services asked for."
        )
        for proposal in report["proposals"]:
            tell(f"\n{proposal['rank']}. quality {proposal['quality']} [{proposal['status']}]")
            for member in proposal["members"]:
                self._tell_member(member)
            for gap in proposal["gaps"]:
                tell(f"   Missing: {gap}")

    def _tell_member(self, member: dict[str, Any]) -> None:
        lead = ", leads the bid" if member["role"] == "lead" else ""
        self.stdout.write(f"   {member['name']}{lead}")
        for part in member["allocation"]:
            self.stdout.write(f"     lot {part['lot']}: {part['service']} ({part['as']})")
        for lot, hours in member["weekly_hours"].items():
            self.stdout.write(f"     lot {lot}: {hours} hours a week")
        for reason in [*member["reasons"], member.get("loss_if_removed")]:
            if reason:
                self.stdout.write(f"     - {reason}")


def tender_named(text: str) -> Tender:
    """The tender with that number or ocid.

    Raises:
        CommandError: there is none.
    """
    tender = Tender.objects.filter(ocid=text).first()
    if tender is None and text.isascii() and text.isdigit():
        # Longer numbers than the database can hold name no row.
        tender = Tender.objects.filter(pk=int(text)).first() if len(text) < 19 else None  # noqa: PLR2004
    if tender is None:
        raise CommandError(f"There is no tender “{text}”. Give its number or its ocid.")
    return tender


def _report(tender: Tender) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        report = consortium_report(tender, at=timezone.now())
    except NotOpenError as error:
        closed = tender.tender_period_end_at
        when = f" Its deadline was {timezone.localtime(closed):%d %B %Y, %H:%M}." if closed else ""
        raise CommandError(f"Nobody can bid for “{tender}” any more.{when}") from error
    except NothingAskedError as error:
        raise CommandError(
            f"“{tender}” names no service that providers declare, so there is nothing to match."
        ) from error
    except NobodyOpenError as error:
        lots = tender.lots.exclude(status__in=OVER_FOR_BIDS)
        by_lot = [kinds_wanted(lot.reserved_for) for lot in lots]
        kinds = ", ".join(sorted(frozenset().union(*by_lot))) if all(by_lot) else ""
        reserved = f" and says that it is what the tender is reserved for ({kinds})"
        raise CommandError(
            "No provider has said yes to matching with services that are still current"
            f"{reserved if kinds else ''}."
        ) from error
    except UnlawfulTeamError as error:
        raise CommandError(
            "A team broke a rule of ours in the last check, so none is shown. Please report this."
        ) from error
    return {**report, "seconds": round(time.perf_counter() - started, 3)}
