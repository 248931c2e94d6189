"""The page that asks before a draft is deleted, and the button that takes one back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.practices.submission.drafts import draft_of, review_of
from portal.practices.submission.kept_text import signed_in_or_kept, signed_in_or_kept_for_tasks
from portal.practices.submission.not_yours import note_deleted
from portal.practices.submission.pages import own_submission
from portal.practices.submission.services import InReviewError
from portal.practices.submission.taking_back import (
    NotWithModeratorsError,
    PublishedError,
    delete_draft,
    may_delete,
    withdraw_submission,
)
from portal.users.people import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once whether a draft is to be deleted, and delete it."""
    submission = own_submission(request, pk)
    title = draft_of(submission).page.title
    if request.method == "POST":
        try:
            delete_draft(submission=submission, by=person_of(request))
        except InReviewError:
            messages.error(
                request, _("The moderators have it. Take it back first, then delete it.")
            )
        except PublishedError:
            messages.error(request, _no_draft())
        else:
            note_deleted(request, pk)
            messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
            return redirect("submission_list")
        return redirect("submission_tasks", pk=pk)
    if not may_delete(submission, review_of(submission)):
        messages.error(request, _no_draft())
        return redirect("submission_tasks", pk=pk)
    context = {"submission": submission, "title": title}
    return render(request, "practices/submission/delete.html", context)


@require_POST
@signed_in_or_kept_for_tasks
def submission_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back from the moderators."""
    submission = own_submission(request, pk)
    try:
        withdraw_submission(submission=submission, by=person_of(request), at=timezone.now())
    except NotWithModeratorsError:
        messages.error(
            request, _("Nothing was changed: the moderators do not have it, or have answered.")
        )
    else:
        messages.success(
            request, _("It is a draft again, and the moderators know. Send it when you are ready.")
        )
    return redirect("submission_tasks", pk=pk)


def _no_draft() -> str:
    return _(
        "Only a draft that was never published, and that moderators do not have, can be deleted."
    )
