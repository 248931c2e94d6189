"""Pages that open by a signed link alone: unknown links find nothing, and nothing is cached."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from portal.subscriptions.tokens import BadTokenError

View = Callable[..., HttpResponse]


def signed_page(view: View) -> View:
    """Answer 404 to a link that we did not make; keep the page out of caches and indexes."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except BadTokenError as error:
            raise Http404 from error
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(wrapped)
