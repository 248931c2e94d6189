"""The addresses of the API, version 1: to read only, without a key, public facts alone."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from portal.common.spreadsheets import csv_download, csv_lines
from portal.organisations.models import Area, Organisation
from portal.organisations.selectors import public_services
from portal.practices.models import PracticePage, Theme
from portal.practices.open_data import answers
from portal.practices.open_data.library import (
    TERMS,
    library_csv,
    library_json,
    template_columns,
)
from portal.practices.open_data.openapi import openapi
from portal.practices.open_data.rows import with_rows
from portal.practices.open_data.schema import library_schema

PER_PAGE = 100


@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    """What there is for programs, in plain English."""
    return render(request, "practices/open_data.html", {"operations": openapi()["paths"]})


@require_safe
@conditional_page
def api_description(request: HttpRequest) -> HttpResponse:
    """The API as an OpenAPI 3.1 document."""
    return JsonResponse(openapi(server=settings.SITE_URL))


@require_safe
@conditional_page
def api_schema(request: HttpRequest) -> HttpResponse:
    """The shape of import files and exports as JSON Schema."""
    return HttpResponse(json.dumps(library_schema()), content_type="application/schema+json")


@require_safe
@conditional_page
def api_practice(request: HttpRequest, pk: int) -> HttpResponse:
    """One practice; an archived one too, as its page stays readable."""
    visible = PracticePage.objects.visible_to_all()
    practice = with_rows(visible).filter(pk=pk).first()
    if practice is None:
        return problem(HTTPStatus.NOT_FOUND, _("No public practice has the number %s.") % pk)
    linked = visible.filter(pk__in=[link.to_id for link in practice.links.all()])
    answer = answers.practice_answer(
        practice,
        visible=set(linked.values_list("pk", flat=True)),
        site_url=settings.SITE_URL,
        today=timezone.localdate(),
    )
    return JsonResponse(answer)


@require_safe
@conditional_page
def api_organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by name."""
    listed = Organisation.objects.in_name_order().prefetch_related(
        "other_names",
        "identifiers",
        "sectors",
        "areas",
        Prefetch("declared_services", queryset=public_services(), to_attr="public_services"),
    )
    return _page(
        request,
        listed,
        lambda each: answers.organisation_answer(
            each, services=each.public_services, site_url=settings.SITE_URL
        ),
    )


@require_safe
@conditional_page
def api_themes(request: HttpRequest) -> HttpResponse:
    """Every theme, each after the one above it."""
    return _tree(request, Theme.objects.order_by("path"), answers.theme_answer)


@require_safe
@conditional_page
def api_areas(request: HttpRequest) -> HttpResponse:
    """Every place, each after the one that it lies in."""
    return _tree(request, Area.objects.order_by("path"), answers.area_answer)


@require_safe
def api_library_json(request: HttpRequest) -> HttpResponseBase:
    """The whole library as a file to import elsewhere."""
    now = timezone.now()
    return StreamingHttpResponse(
        library_json(site_url=settings.SITE_URL, at=now),
        content_type="application/json",
        headers={"Content-Disposition": _attachment(f"practices-{timezone.localdate(now)}.json")},
    )


@require_safe
def api_library_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole library as a spreadsheet to import elsewhere."""
    return csv_download(library_csv(), filename=f"practices-{timezone.localdate()}.csv")


@require_safe
def api_template_csv(request: HttpRequest) -> HttpResponseBase:
    """An empty spreadsheet with the names of the columns."""
    return csv_download(csv_lines([template_columns()]), filename="practices-template.csv")


def problem(status: HTTPStatus, detail: str, *, parameter: str = "") -> HttpResponse:
    """An error as problem details (RFC 9457); `parameter` is the part of the address to mend."""
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    if parameter:
        body["parameter"] = parameter
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _tree(request: HttpRequest, listed: QuerySet[Any], answer: Callable[..., Any]) -> HttpResponse:
    slugs = dict(listed.values_list("path", "slug"))
    step = listed.model.steplen

    def one(each: Any) -> dict[str, Any]:
        parent = slugs.get(each.path[:-step], "")
        told: dict[str, Any] = answer(each, parent=parent, site_url=settings.SITE_URL)
        return told

    return _page(request, listed, one)


def _page(
    request: HttpRequest, listed: QuerySet[Any], answer: Callable[[Any], dict[str, Any]]
) -> HttpResponse:
    pages = Paginator(listed, PER_PAGE)
    try:
        page = pages.page(request.GET.get("page", "1"))
    except InvalidPage:
        words = _("Write a number from 1 to %(last)d.") % {"last": pages.num_pages}
        return problem(HTTPStatus.BAD_REQUEST, words, parameter="page")
    here = urljoin(settings.SITE_URL, request.path)
    return JsonResponse(
        {
            "licence": TERMS,
            "total": pages.count,
            "page": page.number,
            "pages": pages.num_pages,
            "next": f"{here}?page={page.next_page_number()}" if page.has_next() else "",
            "previous": f"{here}?page={page.previous_page_number()}" if page.has_previous() else "",
            "results": [answer(each) for each in page],
        }
    )


def _attachment(name: str) -> str:
    return f'attachment; filename="{name}"'
