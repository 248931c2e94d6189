"""The pages that show practices side by side, for anybody who has the address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.common.spreadsheets import csv_download
from portal.practices.comparison import MOST, compare, comparison_csv


@require_safe
def practice_comparison(request: HttpRequest) -> HttpResponse:
    """Practices side by side; the address names them and nothing else."""
    chosen = request.GET.getlist("p")
    if set(request.GET) - {"p"}:
        # The finder's form sends the whole search along; what is shared should be short.
        address = request.GET.copy()
        for key in set(request.GET) - {"p"}:
            del address[key]
        return redirect(f"{reverse('practice_comparison')}?{address.urlencode()}")
    context = {"comparison": compare(request.GET), "most": MOST, "has_choice": bool(chosen)}
    return render(request, "practices/comparison.html", context)


@require_safe
def practice_comparison_csv(request: HttpRequest) -> HttpResponseBase:
    """The same comparison as a spreadsheet."""
    now = timezone.now()
    lines = comparison_csv(compare(request.GET), site_url=settings.SITE_URL, at=now)
    return csv_download(lines, filename=f"comparison-{timezone.localdate(now)}.csv")
