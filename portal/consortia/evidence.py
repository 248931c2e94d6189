"""Says in words what an organisation declared, each line with its day and where to check it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.organisations.models import DeclaredService
from portal.organisations.models.opt_in import SharedFact
from portal.organisations.models.profile import Rating


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One line about an organisation; without an address there is its own word alone."""

    words: str
    url: str = ""
    """Where the regulator says so."""


def evidence_of(fact: SharedFact, value: Any) -> list[Evidence]:
    """The lines for one fact, as `facts_shown` gives it; none where nothing is said."""
    return _IN_WORDS[fact](value) if value else []


def own_evidence(service: DeclaredService) -> list[Evidence]:
    """What one service rests on, told to those who declared it: their word, and the regulator's."""
    said = {
        "day": date_format(service.declared_date, "j F Y"),
        "service": service.service_type.name.lower(),
        "areas": ", ".join(area.name for area in service.areas.all()),
    }
    lines = [Evidence(words=_("On %(day)s you said that you give %(service)s in %(areas)s") % said)]
    if service.is_registered:
        lines.append(_registration(service))
    if service.rating != Rating.NOT_RATED:
        lines.append(_rating(service))
    return lines


def _rating(service: DeclaredService) -> Evidence:
    words = _("Rated %(rating)s for %(service)s")
    if service.rating_date is not None:
        words = _("Rated %(rating)s for %(service)s on %(day)s")
    values = {
        "rating": service.get_rating_display(),
        "service": service.service_type.name,
        "day": date_format(service.rating_date, "j F Y") if service.rating_date else "",
    }
    return Evidence(words=words % values, url=service.rating_url)


def _registration(service: DeclaredService) -> Evidence:
    numbers = [
        words % {"number": number}
        for words, number in (
            (_("location %(number)s"), service.cqc_location_id),
            (_("provider %(number)s"), service.cqc_provider_id),
        )
        if number
    ]
    parts = [
        _("Registered with the regulator for %(service)s") % {"service": service.service_type.name},
        "; ".join(service.activities_in_words),
        ", ".join(numbers),
        _("as it said on %(day)s") % {"day": date_format(service.declared_date, "j F Y")},
    ]
    return Evidence(
        words=" – ".join(part for part in parts if part),
        url=service.location_page or service.provider_page,
    )


_IN_WORDS: dict[SharedFact, Callable[[Any], list[Evidence]]] = {
    # The address of a rating holds an ID of the regulator, which is shared by a choice of its own.
    SharedFact.RATINGS: lambda services: [replace(_rating(item), url="") for item in services],
    SharedFact.REGISTRATION: lambda services: [_registration(service) for service in services],
    SharedFact.VALUES: lambda labels: [
        Evidence(words=_("Stands for: %(values)s") % {"values": ", ".join(labels)})
    ],
    SharedFact.HOURS: lambda hours: [
        Evidence(words=_("Could give %(hours)d hours a week") % {"hours": hours})
    ],
    SharedFact.TURNOVER: lambda band: [
        Evidence(words=_("Yearly turnover: %(band)s") % {"band": band})
    ],
}
