"""Results in the forms that programs read: Atom and JSON."""

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from portal.practices.models import PracticePage
from search.filter_groups import address
from search.finding import Findings
from search.port import Hit
from search.suggestions import Suggestions


def atom_feed(findings: Findings, *, site_url: str) -> str:
    """The findings as an Atom document (RFC 4287), entries in their order.

    An entry's id is its practice's address by number, which a new title or slug does not change.
    """
    # A feed has one order, so its address names none.
    query = findings.query.criteria
    here = urljoin(site_url, address(reverse("practice_feed"), query))
    feed = Atom1Feed(
        title=_("%(search)s – Common Practice") % {"search": query.describe()},
        link=urljoin(site_url, address(reverse("practice_search"), query)),
        description="",
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=here,
        feed_guid=here,
    )
    for practice in _in_order(findings):
        feed.add_item(
            title=practice.title,
            link=urljoin(site_url, practice.url or "/"),
            description=practice.summary,
            unique_id=urljoin(site_url, f"/practices/#{practice.pk}"),
            pubdate=practice.first_published_at,
            updateddate=practice.last_published_at or practice.first_published_at,
        )
    return str(feed.writeString("utf-8"))


def json_page(findings: Findings, *, site_url: str) -> dict[str, Any]:
    """The findings as plain data: query, page, results with their texts unmarked, and counts."""
    hits = {int(hit.id): hit for hit in findings.hits}
    return {
        "query": findings.query.to_query_string(with_page=True),
        "description": findings.query.describe(findings.total),
        "corrected_text": findings.plan.corrected_text,
        "problems": list(findings.query.problems),
        "total": findings.total,
        "page": findings.query.page,
        "pages": findings.page_count,
        "next": _neighbour(findings, +1, site_url),
        "previous": _neighbour(findings, -1, site_url),
        "results": [
            _result(practice, hits[practice.pk], site_url) for practice in _in_order(findings)
        ],
        "facets": findings.facets,
    }


def json_suggestions(suggestions: Suggestions) -> dict[str, Any]:
    """Suggestions in the order in which they are shown, each with what it is called."""
    return {
        "suggestions": [
            {
                "kind": group.kind,
                "label": str(group.label),
                "text": suggestion.text,
                "note": suggestion.note,
                "url": suggestion.url,
            }
            for group, suggestion in suggestions
        ],
    }


def _result(practice: PracticePage, hit: Hit, site_url: str) -> dict[str, Any]:
    lead = practice.lead_organisation
    return {
        "id": practice.pk,
        "reference": practice.reference,
        "title": practice.title,
        "url": urljoin(site_url, practice.url or "/"),
        "api_url": urljoin(site_url, reverse("api_practice", args=[practice.pk])),
        "summary": practice.summary,
        "organisation": str(lead or ""),
        "legal_form": lead.legal_form if lead else "",
        "stage": practice.stage,
        "kind_of_change": practice.kind_of_change,
        "evidence": practice.evidence_level,
        "evidence_sentence": practice.evidence_sentence,
        "cost_band": practice.cost_band,
        "started": practice.started,
        "as_of": practice.as_of,
        "has_easy_read": practice.has_easy_read,
        "licence": practice.licence,
        "fragments": [strip_tags(text) for text in hit.fragments],
    }


def _neighbour(findings: Findings, step: int, site_url: str) -> str:
    page = findings.query.page + step
    if not 1 <= page <= findings.page_count:
        return ""
    query = replace(findings.query, page=page)
    return urljoin(site_url, address(reverse("practice_api"), query, with_page=True))


def _in_order(findings: Findings) -> list[PracticePage]:
    practices = findings.practices.select_related("lead_organisation", "easy_read").in_bulk()
    return [practices[int(hit.id)] for hit in findings.hits]
