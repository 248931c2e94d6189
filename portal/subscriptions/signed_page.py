"""Pages that open by a signed link alone: unknown links find nothing, and nothing is cached."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from portal.subscriptions.enums import SubscriberState
from portal.subscriptions.models import Subscriber
from portal.subscriptions.tokens import BadTokenError, read_manage_token

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


def subscriber_of(token: str) -> Subscriber:
    """Whose page this link opens.

    Raises:
        BadTokenError: we did not make the link.
        Http404: the person is gone, or must not be written to.
    """
    people = Subscriber.objects.exclude(state=SubscriberState.SUPPRESSED)
    return get_object_or_404(people, public_id=read_manage_token(token))


def owner_of(token: str) -> Subscriber:
    """The same, also where no mail may go: to read and to erase what is kept is still a right.

    Raises:
        BadTokenError: we did not make the link.
        Http404: the person is gone.
    """
    return get_object_or_404(Subscriber, public_id=read_manage_token(token))
