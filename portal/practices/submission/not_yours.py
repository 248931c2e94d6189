"""Answers whoever opens or saves a practice that is not, or no longer, theirs to write."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.practices.models import Submission

_DELETED = "submissions_deleted"
MOST_NOTED = 20


class NotYoursError(Http404):
    """There is no such submission, or the person does not act for its organisation."""


def note_deleted(request: HttpRequest, pk: int) -> None:
    """Remember in the session what was deleted, for the person's other tabs."""
    request.session[_DELETED] = [*request.session.get(_DELETED, []), pk][-MOST_NOTED:]


def not_yours(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that gives back what was written and says whom to ask.

    Strangers read the same whether there is such a practice or not; whoever began it reads for
    which organisation it is, which they know.
    """
    begun = Submission.objects.filter(pk=pk, started_by=request.user.pk)
    context = {
        "is_deleted": pk in request.session.get(_DELETED, []),
        "begun": begun.select_related("organisation").first(),
    }
    return render(request, "practices/submission/not_yours.html", context, status=404)
