"""The description of the API (OpenAPI 3.1), from the same lists that the API reads and writes."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.organisations.models.profile import Rating
from portal.organisations.registration import RegulatedActivity
from portal.practices import enums
from portal.practices.facets import FACETS
from portal.practices.open_data.schema import practice_schema

VERSION = "1.0.0"
_Schema = dict[str, Any]
_PROBLEM = "application/problem+json"
_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_NUMBER: _Schema = {"type": "integer"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}


def openapi(*, server: str = "") -> _Schema:
    """The whole document; `server` is the address that the paths stand below."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": str(_("Common Practice: open data")),
            "version": VERSION,
            "description": str(_("Practices in social care. To read only, no key needed.")),
        },
        **({"servers": [{"url": server}]} if server else {}),
        "paths": dict(_paths()),
        "components": {"schemas": {**_schemas(), "Record": practice_schema()}},
    }


def _paths() -> list[tuple[str, _Schema]]:
    number = {"name": "pk", "in": "path", "required": True, "schema": _NUMBER}
    return [
        ("/api/v1/practices/", _get(_("Search practices"), "Search", _search_parameters())),
        ("/api/v1/practices/{pk}/", _get(_("Read one practice"), "Practice", [number])),
        (reverse("api_organisations"), _get(_("List organisations"), "Organisations", [_PAGE])),
        (reverse("api_themes"), _get(_("List themes"), "Themes", [_PAGE])),
        (reverse("api_areas"), _get(_("List places"), "Areas", [_PAGE])),
        (reverse("api_library_json"), _get(_("Take the whole library"), "Library", [])),
        (reverse("api_library_csv"), _file(_("Take the library as a spreadsheet"), "text/csv")),
        (reverse("api_template_csv"), _file(_("Take an empty spreadsheet"), "text/csv")),
        (
            reverse("api_schema"),
            _file(_("Read the shape of the files"), "application/schema+json"),
        ),
    ]


def _get(summary: str | Promise, schema: str, parameters: list[_Schema]) -> _Schema:
    answers = {"200": _content("application/json", {"$ref": f"#/components/schemas/{schema}"})}
    if parameters:
        status = "404" if parameters[0]["in"] == "path" else "400"
        answers[status] = _content(_PROBLEM, {"$ref": "#/components/schemas/Problem"})
    return {
        "get": {
            "summary": str(summary),
            "operationId": schema[0].lower() + schema[1:],
            "parameters": parameters,
            "responses": answers,
        }
    }


def _file(summary: str | Promise, content_type: str) -> _Schema:
    answer = {"description": str(_("The file")), "content": {content_type: {}}}
    return {"get": {"summary": str(summary), "responses": {"200": answer}}}


def _content(content_type: str, schema: _Schema) -> _Schema:
    return {"description": str(_("The answer")), "content": {content_type: {"schema": schema}}}


def _search_parameters() -> list[_Schema]:
    words = _parameter("q", _("Words, or a question"), _TEXT)
    filters = [
        _parameter(facet.key, facet.label, _TEXTS, style="form", explode=True) for facet in FACETS
    ]
    exact = _parameter("exact", _("1: without corrected spelling"), {"enum": ["1"]})
    sort = _parameter("sort", _("Newest first"), {"enum": ["newest"]})
    return [words, *filters, exact, sort, _PAGE]


def _parameter(name: str, description: str | Promise, schema: _Schema, **more: Any) -> _Schema:
    told = {"name": name, "in": "query", "description": str(description), "schema": schema}
    return {**told, **more}


_PAGE = _parameter("page", _("Page, from 1"), {"type": "integer", "minimum": 1})


def _schemas() -> dict[str, _Schema]:
    return {
        "Search": _object(
            query=_TEXT,
            description=_TEXT,
            corrected_text=_TEXT,
            problems=_TEXTS,
            total=_NUMBER,
            page=_NUMBER,
            pages=_NUMBER,
            next=_TEXT,
            previous=_TEXT,
            results={"type": "array", "items": _found()},
            facets={"type": "object"},
        ),
        "Practice": _practice(),
        "Organisations": _listing(_organisation()),
        "Themes": _listing(
            _object(slug=_TEXT, url=_TEXT, name=_TEXT, parent=_TEXT, description=_TEXT)
        ),
        "Areas": _listing(
            _object(slug=_TEXT, url=_TEXT, name=_TEXT, parent=_TEXT, kind=_TEXT, gss_code=_TEXT)
        ),
        "Library": _object(
            format=_TEXT,
            licence=_TEXT,
            exported_at={"type": "string", "format": "date-time"},
            source=_TEXT,
            practices={"type": "array", "items": {"$ref": "#/components/schemas/Record"}},
        ),
        "Problem": {
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {"title": _TEXT, "status": _NUMBER, "detail": _TEXT, "parameter": _TEXT},
        },
    }


def _found() -> _Schema:
    return _object(
        id=_NUMBER,
        reference=_TEXT,
        title=_TEXT,
        url=_TEXT,
        api_url=_TEXT,
        summary=_TEXT,
        organisation=_TEXT,
        legal_form=_TEXT,
        stage={"enum": enums.Stage.values},
        kind_of_change=_TEXT,
        evidence={"enum": enums.EvidenceLevel.values},
        evidence_sentence=_TEXT,
        cost_band=_TEXT,
        started=_TEXT,
        as_of=_TEXT,
        has_easy_read=_FLAG,
        licence=_TEXT,
        fragments=_TEXTS,
    )


def _practice() -> _Schema:
    adoption = _object(
        organisation=_TEXT,
        status={"enum": enums.AdoptionStatus.values},
        confirmation={"enum": enums.Confirmation.values},
        dispute=_TEXT,
        area=_TEXT,
        started=_TEXT,
        stopped=_TEXT,
        stop_reason=_TEXT,
        what_changed=_TEXT,
        results={
            "type": "array",
            "items": _object(organisation=_TEXT, text=_TEXT, as_of=_TEXT),
        },
    )
    return _object(
        id=_NUMBER,
        url=_TEXT,
        is_example=_FLAG,
        licence=_TEXT,
        published_at=_TEXT,
        changed_at=_TEXT,
        review_by=_TEXT,
        archived_on=_TEXT,
        archive_reason=_TEXT,
        successor=_TEXT,
        evidence_level={"enum": enums.EvidenceLevel.values},
        evidence_sentence=_TEXT,
        record={"$ref": "#/components/schemas/Record"},
        adoptions=_object(
            sentence=_TEXT,
            not_confirmed=_NUMBER,
            organisations={"type": "array", "items": adoption},
        ),
    )


def _organisation() -> _Schema:
    texts = ("slug", "url", "name", "kind", "legal_form", "description")
    dated = ("charter_status", "charter_date", "living_wage_status", "living_wage_date")
    lists = ("other_names", "identifiers", "sectors", "areas")
    service = _object(
        is_registered=_FLAG,
        areas=_TEXTS,
        regulated_activities={"type": "array", "items": {"enum": RegulatedActivity.values}},
        rating={"enum": Rating.values},
        **dict.fromkeys(
            (
                "service",
                "name",
                "cpv_code",
                "cqc_location_id",
                "cqc_provider_id",
                "rating_date",
                "rating_url",
                "declared_date",
            ),
            _TEXT,
        ),
    )
    return _object(
        is_example=_FLAG,
        services={"type": "array", "items": service},
        **dict.fromkeys((*texts, *dated), _TEXT),
        **dict.fromkeys(lists, _TEXTS),
    )


def _listing(item: _Schema) -> _Schema:
    return _object(
        licence=_TEXT,
        total=_NUMBER,
        page=_NUMBER,
        pages=_NUMBER,
        next=_TEXT,
        previous=_TEXT,
        results={"type": "array", "items": item},
    )


def _object(**properties: _Schema) -> _Schema:
    # Every property is always there, and no other ever is: a test holds answers against this.
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }
