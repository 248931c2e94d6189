"""The links of the site's navigation, with the one for the reader's whereabouts marked."""

from django import template
from django.template.context import Context
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("layouts/partials/navigation_item.html", takes_context=True)
def navigation_item(context: Context, name: str, text: str) -> dict[str, str]:
    """Link the page with URL name `name`, marked when the reader is on it or below it.

    The mark is WAI-ARIA's `aria-current`: "page" on it, "true" below it, "" elsewhere. Without a
    request, as on some error pages, nothing is marked.
    """
    url = reverse(name)
    path = _path(context)
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"url": url, "text": text, "current": current}


@register.inclusion_tag("layouts/partials/side_item.html", takes_context=True)
def side_item(context: Context, name: str, text: str) -> dict[str, object]:
    """Link the page with URL name `name` beside a page, marked when the reader is on it."""
    url = reverse(name)
    return {"url": url, "text": text, "is_current": _path(context) == url}


def _path(context: Context) -> str:
    request = context.get("request")
    return request.path if request else ""
