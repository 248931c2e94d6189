"""The pages that list practices: by who does them, what they are about, where, and from what.

Organisations are here, not in their own app, because their pages show practices, and the
organisations app knows none.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.organisations.directory import DirectoryQuery
from portal.organisations.models import Area, Organisation, Sector
from portal.organisations.selectors import (
    organisation_directory,
    organisation_once_called,
    organisation_profile,
)
from portal.practices.models import PracticePage, Theme
from portal.practices.querysets import PracticeQuerySet
from portal.practices.selectors.adaptations import adaptations_of
from portal.practices.selectors.adoptions import adoptions_by
from portal.practices.selectors.areas import area_directory, area_surroundings
from portal.practices.selectors.cards import practice_cards
from portal.practices.selectors.organisations import (
    organisation_entries,
    practices_of_organisation,
)
from portal.practices.selectors.themes import theme_directory, theme_surroundings

PER_PAGE = 20


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """All organisations from A to Z, narrowed down by kind, sector and first letter."""
    known_sectors = set(Sector.objects.values_list("slug", flat=True))
    query = DirectoryQuery.parse(request.GET, known_sectors=known_sectors)
    directory = organisation_directory(query)
    page = Paginator(directory.organisations, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "directory": directory,
        "page": page,
        "entries": organisation_entries(page),
        "clear_url": reverse("organisation_list") if query.has_criteria else "",
    }
    return render(request, "practices/organisation_list.html", context)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: what anybody may read about it, and its public practices.

    Raises:
        Http404: no organisation has this address, and not exactly one had it before.
    """
    described = Organisation.objects.prefetch_related("sectors", "areas", "client_groups")
    organisation = described.filter(slug=slug).first()
    if organisation is None:
        renamed = organisation_once_called(slug)
        if renamed is None:
            raise Http404
        return redirect(renamed, permanent=True)
    # Read once: which pages are private is a query of its own.
    offered = PracticePage.objects.offered()
    context = {
        "organisation": organisation,
        "profile": organisation_profile(organisation),
        "is_example": organisation.is_example,
        "adoptions": adoptions_by(organisation, among=offered),
        "commitments": organisation.commitments.open_first(),
        **_page_of_cards(request, practices_of_organisation(organisation, among=offered)),
    }
    return render(request, "practices/organisation_detail.html", context)


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Both levels of themes, with those that no practice shows yet."""
    themes = theme_directory()
    contents = [{"text": top.theme.name, "url": f"#{top.theme.slug}"} for top in themes]
    return render(request, "practices/theme_list.html", {"themes": themes, "contents": contents})


@require_safe
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme with the public practices about it or its children."""
    surroundings = theme_surroundings(get_object_or_404(Theme, slug=slug))
    context = {
        "surroundings": surroundings,
        "theme": surroundings.theme,
        **_page_of_cards(request, surroundings.practices),
    }
    return render(request, "practices/theme_detail.html", context)


@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    """Every place, the home region first."""
    return render(request, "practices/area_list.html", {"groups": area_directory()})


@require_safe
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One place with the public practices in it and inside it."""
    surroundings = area_surroundings(get_object_or_404(Area, slug=slug))
    context = {
        "surroundings": surroundings,
        "area": surroundings.area,
        **_page_of_cards(request, surroundings.practices),
    }
    return render(request, "practices/area_detail.html", context)


@require_safe
def adaptation_list(request: HttpRequest, practice_id: int) -> HttpResponse:
    """All that was adapted from one practice; its own page draws the nearest alone."""
    visible = PracticePage.objects.visible_to_all()
    practice = get_object_or_404(visible, pk=practice_id)
    cards = _page_of_cards(request, adaptations_of(practice, visible=visible))
    return render(request, "practices/adaptation_list.html", {"practice": practice, **cards})


def _page_of_cards(request: HttpRequest, practices: PracticeQuerySet) -> dict[str, object]:
    # A page number beyond the last, or none at all, shows the nearest page rather than an error.
    page = Paginator(practices, PER_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PER_PAGE
    return {"page": page, "cards": practice_cards(practices[start : start + PER_PAGE])}
