"""A practice in the words of schema.org, for search engines and other programs."""

import json
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

from portal.practices.models import PracticePage
from portal.practices.selectors.relations import PracticeRelations

_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
}


def article_of(practice: PracticePage, relations: PracticeRelations) -> dict[str, Any]:
    """The practice as an `Article` (schema.org); what it does not state is left out."""
    lead = practice.lead_organisation
    told = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": practice.title,
        "description": practice.summary,
        "url": urljoin(settings.SITE_URL, practice.url or "/"),
        "datePublished": practice.first_published_at,
        "dateModified": practice.last_published_at,
        "license": _LICENCES.get(practice.licence, practice.licence),
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "about": [theme.name for theme in relations.themes],
        "spatialCoverage": [area.name for area in relations.areas],
        "sourceOrganization": {"@type": "Organization", "name": lead.name} if lead else None,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def json_ld(value: dict[str, Any]) -> SafeString:
    """The value as a data block (HTML, 4.12.1), which runs nothing and cannot be broken out of."""
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every sign that HTML reads is escaped.
