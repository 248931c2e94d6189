"""The page of a tender; the board, which can be searched, is a page of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.tenders.models import Tender
from portal.tenders.posting.selectors import began_as, early_facts
from portal.tenders.selectors import tender_details


@require_safe
def tender_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One tender as its newest notice describes it."""
    readable = Tender.objects.readable().select_related("early_notice__continued_by")
    tender = get_object_or_404(readable.prefetch_related("areas"), pk=pk)
    context = {
        "tender": tender,
        "details": tender_details(tender, at=timezone.now()),
        "early": early_facts(tender, reader=request.user),
        "began_as": began_as(tender),
        "is_example": tender.is_example,
    }
    return render(request, "tenders/tender_detail.html", context)
