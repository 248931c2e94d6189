"""What the component templates need to know that a template cannot work out by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.common.sent_text import address_of_file, sent_texts

register = template.Library()

TICK = (
    '<label class="cp-tick"><input type="checkbox" name="{}" value="{}"{}>'
    "{} <span>({})</span></label>"
)
VISIBLE_OPTIONS = 6
"""How many options of a filter are seen before the rest is folded away."""


@dataclass(frozen=True, kw_only=True)
class SplitOptions:
    """The options of one filter, in their own order, by whether they are seen at once."""

    shown: list[Any]
    folded: list[Any]


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """A page number with its address, or the gap between two numbers."""

    number: int = 0
    url: str = ""
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True, kw_only=True)
class PageLinks:
    """Everything the pagination component shows; `None` where there is no such page."""

    previous: PageLink | None
    pages: list[PageLink]
    next: PageLink | None


@register.simple_tag
def split_options(options: Sequence[Any], visible: int | str | None = None) -> SplitOptions:
    """Fold away what follows the first `visible` options, but never a chosen one.

    Options are mappings or objects with `is_chosen`. A single option is not folded: the line that
    unfolds it would take the same room.
    """
    limit = int(visible or VISIBLE_OPTIONS)
    shown: list[Any] = []
    folded: list[Any] = []
    for position, option in enumerate(options):
        is_seen = position < limit or _part(option, "is_chosen")
        (shown if is_seen else folded).append(option)
    if len(folded) == 1:
        return SplitOptions(shown=list(options), folded=[])
    return SplitOptions(shown=shown, folded=folded)


@register.simple_tag
def ticks(name: str, options: Sequence[Any]) -> SafeString:
    """Boxes to tick, each with the number of results it would show, in as little markup as can be:
    a page of results has more than two hundred.
    """
    rows = []
    for option in options:
        value, label, count = (_part(option, key) for key in ("value", "label", "count"))
        rows.append((name, value, " checked" if _part(option, "is_chosen") else "", label, count))
    return format_html_join("\n", TICK, rows)


@register.simple_tag
def page_links(number: int, count: int, query: QueryDict | str | None = None) -> PageLinks:
    """Link every page worth a link: the ends, the current one and its neighbours.

    `number` is clamped into 1..`count`. The first page's address carries no page number, so that
    each page of results has one address. An undefined template variable arrives as "".
    """
    parameters = query.copy() if isinstance(query, QueryDict) else QueryDict(mutable=True)
    number = min(max(number, 1), count)
    paginator = Paginator(range(count), per_page=1)

    def link(page: int | str) -> PageLink:
        if not isinstance(page, int):
            return PageLink(is_gap=True)
        url = _page_url(parameters, page)
        return PageLink(number=page, url=url, is_current=page == number)

    elided = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return PageLinks(
        previous=link(number - 1) if number > 1 else None,
        pages=[link(page) for page in elided],
        next=link(number + 1) if number < count else None,
    )


@register.inclusion_tag("components/what_you_wrote.html", takes_context=True)
def what_you_wrote(context: Context) -> dict[str, object]:
    """Give back the words of a form that was refused; some error pages have no request."""
    request = context.get("request")
    texts = sent_texts(request) if request else []
    return {"texts": texts, "file_url": address_of_file(texts)}


def _part(option: Any, key: str) -> Any:
    return option[key] if isinstance(option, Mapping) else getattr(option, key)


def _page_url(parameters: QueryDict, page: int) -> str:
    parameters.pop("page", None)
    if page > 1:
        parameters["page"] = str(page)
    return f"?{parameters.urlencode()}"
