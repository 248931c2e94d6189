"""The board of tenders and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.organisations.models import Area
from portal.tenders.board import BoardQuery
from portal.tenders.feed_ages import feed_ages
from portal.tenders.models import Tender
from portal.tenders.selectors import tender_board, tender_details, tender_entries

PER_PAGE = 20


@require_safe
def tender_list(request: HttpRequest) -> HttpResponse:
    """Tenders, open ones first, narrowed down by status, subject and area."""
    at = timezone.now()
    known_areas = set(Area.objects.values_list("slug", flat=True))
    query = BoardQuery.parse(request.GET, known_areas=known_areas)
    board = tender_board(query, at=at)
    # A page number beyond the last, or none at all, shows the nearest page rather than an error.
    page = Paginator(board.tenders, PER_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * PER_PAGE
    context = {
        "query": query,
        "board": board,
        "page": page,
        "entries": tender_entries(board.tenders[start : start + PER_PAGE], at=at),
        "feeds": feed_ages(at=at),
        "clear_url": reverse("tender_list") if query.has_criteria else "",
    }
    return render(request, "tenders/tender_list.html", context)


@require_safe
def tender_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One tender as its newest notice describes it."""
    tender = get_object_or_404(Tender.objects.prefetch_related("areas"), pk=pk)
    context = {
        "tender": tender,
        "details": tender_details(tender, at=timezone.now()),
        "is_example": tender.is_example,
    }
    return render(request, "tenders/tender_detail.html", context)
