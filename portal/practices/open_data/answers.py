"""What the API says of practices, organisations, themes and areas: public facts as plain data."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from portal.organisations.models import Area, DeclaredService, Organisation
from portal.practices.models import Adoption, PracticePage, Theme
from portal.practices.open_data.rows import practice_row
from portal.practices.selectors.adoptions import Adoptions, adoptions_of
from portal.practices.selectors.freshness import freshness_of


def practice_answer(
    practice: PracticePage, *, visible: Collection[int], site_url: str, today: date
) -> dict[str, Any]:
    """Everything that everybody may read of one practice.

    Args:
        practice: read with its rows.
        visible: numbers of the practices that links may name.
        site_url: what addresses begin with.
        today: the day on which it is asked.
    """
    freshness = freshness_of(practice, today=today)
    return {
        "id": practice.pk,
        "url": urljoin(site_url, practice.url or "/"),
        "is_example": practice.is_example,
        "licence": practice.licence,
        "published_at": _moment(practice.first_published_at),
        "changed_at": _moment(practice.last_published_at),
        "review_by": _day(practice.review_by_date),
        "archived_on": _day(practice.archived_on),
        "archive_reason": practice.archive_reason,
        "successor": urljoin(site_url, freshness.successor.url) if freshness.successor else "",
        "evidence_level": practice.evidence_level,
        "evidence_sentence": practice.evidence_sentence,
        "record": practice_row(practice, is_visible=visible.__contains__),
        "adoptions": _adoptions(adoptions_of(practice, today=today)),
    }


def organisation_answer(
    organisation: Organisation, *, services: Iterable[DeclaredService], site_url: str
) -> dict[str, Any]:
    """What everybody may read of one organisation; nothing that it tells in confidence.

    Args:
        organisation: read with its names, numbers, sectors and areas.
        services: those that it agreed to show.
        site_url: what addresses begin with.
    """
    return {
        "slug": organisation.slug,
        "url": urljoin(site_url, organisation.get_absolute_url()),
        "name": organisation.name,
        "other_names": [name.name for name in organisation.other_names.all()],
        "identifiers": sorted(row.org_id for row in organisation.identifiers.all()),
        "is_example": organisation.is_example,
        "kind": organisation.kind,
        "legal_form": organisation.legal_form,
        "description": organisation.description,
        "sectors": [sector.slug for sector in organisation.sectors.all()],
        "areas": [area.slug for area in organisation.areas.all()],
        "charter_status": organisation.charter_status,
        "charter_date": _day(organisation.charter_date),
        "living_wage_status": organisation.living_wage_status,
        "living_wage_date": _day(organisation.living_wage_date),
        "services": [_service(service) for service in services],
    }


def _service(service: DeclaredService) -> dict[str, Any]:
    return {
        "service": service.service_type.slug,
        "name": service.service_type.name,
        "cpv_code": service.service_type.cpv_code,
        "areas": [area.slug for area in service.areas.all()],
        "is_registered": service.is_registered,
        "regulated_activities": service.regulated_activities,
        "cqc_location_id": service.cqc_location_id,
        "cqc_provider_id": service.cqc_provider_id,
        "rating": service.rating,
        "rating_date": _day(service.rating_date),
        "rating_url": service.rating_url,
        "declared_date": _day(service.declared_date),
    }


def theme_answer(theme: Theme, *, parent: str, site_url: str) -> dict[str, Any]:
    """A theme with the short name of the one above it, empty at the top."""
    return {
        "slug": theme.slug,
        "url": urljoin(site_url, theme.get_absolute_url()),
        "name": theme.name,
        "parent": parent,
        "description": theme.description,
    }


def area_answer(area: Area, *, parent: str, site_url: str) -> dict[str, Any]:
    """A place with the short name of the one that it lies in, empty at the top."""
    return {
        "slug": area.slug,
        "url": urljoin(site_url, area.get_absolute_url()),
        "name": area.name,
        "parent": parent,
        "kind": area.kind,
        "gss_code": area.gss_code,
    }


def _adoptions(adoptions: Adoptions) -> dict[str, Any]:
    return {
        "sentence": adoptions.sentence,
        "not_confirmed": adoptions.waiting,
        "organisations": [_adoption(row) for row in adoptions.rows],
    }


def _adoption(adoption: Adoption) -> dict[str, Any]:
    return {
        "organisation": adoption.organisation.slug,
        "status": adoption.status,
        "confirmation": adoption.confirmation,
        "dispute": adoption.shown_dispute,
        "area": adoption.area.slug if adoption.area else "",
        "started": adoption.started,
        "stopped": adoption.stopped,
        "stop_reason": adoption.stop_reason,
        "what_changed": adoption.shown_what_changed,
        "results": [
            {"organisation": result.organisation.slug, "text": result.text, "as_of": result.as_of}
            for result in adoption.shown_results
        ],
    }


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
