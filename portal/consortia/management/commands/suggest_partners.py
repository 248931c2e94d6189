"""Ranks the providers that would add most to a lead and the members it has already agreed with."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from portal.consortia.inputs import problem_for, requirements_of
from portal.consortia.management.commands.match_consortium import tender_named
from portal.consortia.matching.partners import Contribution, rank_partners
from portal.consortia.matching.problem import Problem
from portal.consortia.partnering import problem_without_tender
from portal.consortia.wording import Names, contribution_words, names_for
from portal.organisations.models import Organisation, ServiceType


class Command(BaseCommand):
    help = (
        "Rank other providers by what each would add to an organisation and the members already "
        "agreed: gaps closed first, earlier ties like one more at most, then hours and quality. "
        "Without a tender or a service, everything that is given where the organisation works "
        "counts. It names providers, so what it prints is for people who run the portal only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="Number, slug or name.")
        parser.add_argument(
            "--members", default="", metavar="A,B", help="Already agreed: numbers or slugs."
        )
        subject = parser.add_mutually_exclusive_group()
        subject.add_argument("--tender", metavar="T", help="Number or ocid of a tender.")
        subject.add_argument("--service", metavar="CODE", help="Slug or CPV code of a service.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        lead = _organisation_named(options["organisation"])
        texts = [text.strip() for text in options["members"].split(",") if text.strip()]
        agreed = list(dict.fromkeys([lead, *map(_organisation_named, texts)]))
        problem = _problem(lead, options, at=timezone.now())
        _require_open(agreed, problem)
        found = rank_partners(problem, [str(organisation.pk) for organisation in agreed])
        names = names_for(problem)
        partners = [_partner(place, item, names) for place, item in enumerate(found, 1)]
        if not options["json"]:
            self._tell(partners)
            return
        document = {
            "organisation": lead.slug,
            "members": [organisation.slug for organisation in agreed[1:]],
            "asked_for": names.each_cell(problem.cells),
            "partners": partners,
        }
        self.stdout.write(json.dumps(document, ensure_ascii=False))

    def _tell(self, partners: list[dict[str, Any]]) -> None:
        if not partners:
            self.stdout.write("No other provider would add anything.")
        for partner in partners:
            self.stdout.write(f"{partner['rank']}. {partner['name']}")
            for reason in partner["reasons"]:
                self.stdout.write(f"   - {reason}")


def _require_open(agreed: list[Organisation], problem: Problem) -> None:
    open_keys = {provider.key for provider in problem.providers}
    for organisation in agreed:
        if str(organisation.pk) not in open_keys:
            raise CommandError(
                f"{organisation} has not said yes to matching with services that are still "
                "current, or may not bid by what it says of itself, so it cannot be matched."
            )


def _problem(lead: Organisation, options: dict[str, Any], *, at: datetime) -> Problem:
    if not options["tender"]:
        service = _service_named(options["service"]) if options["service"] else None
        return problem_without_tender(lead, service, at=at)
    tender = tender_named(options["tender"])
    if not tender.is_open_to_competition_at(at):
        raise CommandError(f"Nobody can bid for “{tender}” any more.")
    if tender.is_example != lead.is_example:
        raise CommandError("An example cannot be matched with what is real.")
    requirements = requirements_of(tender)
    if not requirements:
        raise CommandError(f"“{tender}” names no service that providers declare.")
    return problem_for(tender, requirements, at=at)


def _organisation_named(text: str) -> Organisation:
    named = Q(slug=text) | Q(name__iexact=text)
    if text.isascii() and text.isdigit() and len(text) < 19:  # noqa: PLR2004 - fits the database
        named |= Q(pk=int(text))
    found: Organisation | None = Organisation.objects.filter(named).first()
    if found is None:
        raise CommandError(f"There is no organisation “{text}”. Give its number, slug or name.")
    return found


def _service_named(text: str) -> ServiceType:
    found: ServiceType | None = (
        ServiceType.objects.filter(Q(slug=text) | Q(cpv_code=text)).order_by("slug").first()
    )
    if found is None:
        raise CommandError(f"There is no service “{text}”. Give its slug or its CPV code.")
    return found


def _partner(place: int, item: Contribution, names: Names) -> dict[str, Any]:
    organisation = names.organisations[item.provider]
    return {
        "rank": place,
        "id": organisation.pk,
        "slug": organisation.slug,
        "name": organisation.name,
        "gaps_closed": item.gaps_closed,
        "fills": names.each_cell(item.fills),
        "backs_up": names.each_cell(item.backs_up),
        "weekly_hours": item.weekly_hours,
        "quality_added": item.quality,
        "ties": item.ties,
        "shared_ties": item.shared_ties,
        "is_from_profile_alone": not item.closeness,
        "reasons": contribution_words(names, item),
    }
