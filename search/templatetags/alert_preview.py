"""Shows, on a page of an app that knows no index, how much an interest would have told."""

import structlog
from django import template
from django.utils import timezone

from portal.subscriptions.lately import practices_lately
from search.port import SearchUnavailableError
from search.previews import alert_preview as preview_of

log = structlog.get_logger(__name__)
register = template.Library()


@register.inclusion_tag("search/partials/alert_preview.html", takes_context=True)
def alert_preview(context: template.Context, query_string: str) -> dict[str, object]:
    """A sentence about the last 30 days of the search; nothing while search rests."""
    changed = context.render_context.get("practices_lately")
    if changed is None:
        changed = practices_lately(at=timezone.now())
        context.render_context["practices_lately"] = changed
    try:
        return {"preview": preview_of(query_string=query_string, changed=changed)}
    except SearchUnavailableError as error:
        log.warning("search.unavailable", reason=str(error))
        return {"preview": None}
