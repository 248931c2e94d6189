"""Keeps what somebody sent when they were no longer signed in, until they are back on that page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.organisations.who_may import NotAMemberError
from portal.practices.models import PracticePage, Submission
from portal.practices.submission.not_yours import NotYoursError, not_yours

_KEY = "submission_kept"
_GONE = (
    NotYoursError,
    NotAMemberError,
    # A colleague deleted it between two statements of this request.
    Submission.DoesNotExist,
    PracticePage.DoesNotExist,
)
MOST_KEPT = 60_000
"""Characters; every page of questions is shorter, even when each answer is as long as it may be."""

View = Callable[..., HttpResponseBase]


def signed_in_or_kept(view: View) -> View:
    """As `login_required`, and a form that is sent after the session has ended is not lost.

    It waits in the new session, and `take_kept` gives it back on the same page after signing in.
    Whoever may not write the practice any more gets their words back with the reason.
    """
    return _guarded(view, lambda request, _arguments: request.get_full_path())


def signed_in_or_kept_for(key: str) -> Callable[[View], View]:
    """The same for an address that only takes forms: people come back to this page of questions."""

    def page_of(_request: HttpRequest, arguments: dict[str, Any]) -> str:
        return reverse("submission_step", args=[arguments["pk"], key])

    return lambda view: _guarded(view, page_of)


def signed_in_or_kept_for_tasks(view: View) -> View:
    """The same for a button on the list of tasks."""
    return _guarded(
        view, lambda _request, arguments: reverse("submission_tasks", args=[arguments["pk"]])
    )


def take_kept(request: HttpRequest, *, sent_to: str = "") -> QueryDict | None:
    """What was sent to this page, or from it to another address, while nobody was signed in; given
    once, and None otherwise.
    """
    kept = request.session.get(_KEY)
    if request.method == "POST" or not kept or kept["path"] != (sent_to or request.path):
        return None
    del request.session[_KEY]
    sent = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        sent.setlist(name, values)
    return sent


def _guarded(view: View, page_of: Callable[[HttpRequest, dict[str, Any]], str]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            try:
                return view(request, *args, **kwargs)
            except _GONE:
                if "pk" not in kwargs:
                    raise
                return not_yours(request, kwargs["pk"])
        if request.method == "POST":
            fields = _without_token(request.POST)
            if sum(len(value) for values in fields.values() for value in values) <= MOST_KEPT:
                request.session[_KEY] = {"path": request.path, "fields": fields}
        return redirect_to_login(page_of(request, kwargs))

    return guarded


def _without_token(sent: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in sent.lists() if name != "csrfmiddlewaretoken"}
