"""Reads what `rank_partners` needs when a provider looks for partners without a tender."""

from datetime import datetime

from django.db.models import QuerySet

from portal.consortia.market import Occasion, current_services, read_market
from portal.consortia.matching.problem import Cell, Lot, Problem, Rules
from portal.organisations.models import Area, DeclaredService, Organisation, ServiceType
from portal.organisations.models.opt_in import MatchPurpose


def problem_without_tender(
    lead: Organisation, service_type: ServiceType | None, *, at: datetime
) -> Problem:
    """The service, or every service that open providers declare, in each place the lead works.

    Where the lead declares no place, the places are all those where the others work.
    """
    occasion = Occasion(purpose=MatchPurpose.PARTNERS, is_example=lead.is_example, at=at)
    services = current_services(occasion)
    places = _places_where(lead, services)
    market = read_market(occasion)
    asked = (
        [service_type]
        if service_type is not None
        else ServiceType.objects.filter(declared_by__in=services).distinct().order_by("slug")
    )
    return Problem(
        tender=f"partners-{lead.pk}",
        lots=(Lot(key="1"),),
        cells=tuple(
            Cell(
                key=f"{service.pk}:{area.pk}",
                lot="1",
                capability=str(service.pk),
                area=str(area.pk),
                needs_registration=service.is_regulated,
            )
            for service in asked
            for area in places
        ),
        providers=market.providers(places),
        forbidden_pairs=market.forbidden_pairs,
        ties=market.ties,
        # Who could bid alone is a question of one tender, and there is none.
        rules=Rules(is_one_standalone_at_most=False),
    )


def _places_where(lead: Organisation, services: QuerySet[DeclaredService]) -> list[Area]:
    """Places that anybody names inside those of the lead, the narrowest only.

    Being in a place means being in its parents, so a wide one is told by the narrow ones in it.
    """
    own = list(Area.objects.filter(declared_services__organisation=lead).distinct())
    named = Area.objects.filter(declared_services__in=services).distinct().order_by("path")
    inside = [
        area
        for area in named
        if not own or any(str(area.path).startswith(str(place.path)) for place in own)
    ]
    return [
        area
        for area in inside
        if not any(other != area and other.path.startswith(area.path) for other in inside)
    ]
