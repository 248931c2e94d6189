"""Puts a published notice on the board: one tender whose facts are those of the notice."""

from datetime import datetime, time

from portal.tenders.deadlines import UK_TIME
from portal.tenders.enums import AreaScheme, NoticeSource, Stage, TenderStatus
from portal.tenders.models import EarlyNotice, Tender
from portal.tenders.ocds.care import care_relevance
from portal.tenders.ocds.classifications import CPV
from portal.tenders.ocds.facts import AreaFacts, ClassificationFacts, LotFacts
from portal.tenders.ocds.identity import OWN_PREFIX
from portal.tenders.services.known_areas import KnownAreas
from portal.tenders.services.write_lots import write_lots
from portal.tenders.signals import tender_changed

LAST_MINUTE = time(23, 59)


def write_tender(notice: EarlyNotice, *, at: datetime) -> Tender:
    """Make or change the notice's tender; the caller holds the transaction."""
    tender = Tender.objects.filter(early_notice=notice).first()
    is_new = tender is None
    tender = tender or Tender(early_notice=notice, ocid=f"{OWN_PREFIX}{notice.pk}")
    codes = _codes(notice)
    care = care_relevance(codes, text=f"{notice.title}\n{notice.wanted}", is_light_touch=False)
    facts = {
        "source": NoticeSource.OWN,
        "title": notice.title,
        "description": notice.wanted,
        "buyer_name": notice.organisation.name,
        "published_at": notice.published_at,
        "engagement_end_at": _end_of_talks(notice),
        "is_care_relevant": care.is_relevant,
        "care_reason": care.reason,
        "is_example": notice.organisation.is_example,
        **_standing(notice),
    }
    for name, value in facts.items():
        setattr(tender, name, value)
    tender.save()
    write_lots(tender, _lots(notice, codes), KnownAreas())
    tender.areas.set(notice.areas.all())
    tender_changed.send(Tender, tender=tender, is_new=is_new, at=at)
    return tender


def _standing(notice: EarlyNotice) -> dict[str, str]:
    if notice.withdrawn_at is not None:
        return {"status": TenderStatus.WITHDRAWN, "stage": Stage.ENDED}
    return {"status": TenderStatus.PLANNING, "stage": Stage.EARLY_ENGAGEMENT}


def _end_of_talks(notice: EarlyNotice) -> datetime | None:
    day = notice.talks_end_on
    return None if day is None else datetime.combine(day, LAST_MINUTE, UK_TIME)


def _codes(notice: EarlyNotice) -> tuple[ClassificationFacts, ...]:
    services = notice.services.exclude(cpv_code="").order_by("name")
    # Two services may share a code; a lot has each code once.
    by_code = {service.cpv_code: service.name for service in services}
    return tuple(
        ClassificationFacts(scheme=CPV, code=code, description=name)
        for code, name in by_code.items()
    )


def _lots(notice: EarlyNotice, codes: tuple[ClassificationFacts, ...]) -> list[LotFacts]:
    # Two places may share a name; a lot states each name once.
    slugs: dict[str, tuple[str, ...]] = {}
    for area in notice.areas.order_by("path"):
        slugs[area.name] = (*slugs.get(area.name, ()), area.slug)
    areas = tuple(
        AreaFacts(scheme=AreaScheme.NAME, code="", text=name, slugs=found)
        for name, found in slugs.items()
    )
    return [
        LotFacts(
            lot_id=str(number),
            title=title,
            description="",
            status="",
            value=None,
            contract_start_date=None,
            contract_end_date=None,
            duration_in_days=None,
            suitability_sme=None,
            suitability_vcse=None,
            is_implicit=not title,
            classifications=codes,
            areas=areas,
        )
        for number, title in enumerate(notice.lot_titles or [""], 1)
    ]
