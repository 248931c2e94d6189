"""The page on which an author chooses the picture of one Easy Read sentence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.common.refusals import log_refusal
from portal.practices.models import Submission
from portal.practices.submission.easy_read import easy_read_of
from portal.practices.submission.easy_read_picture_forms import IdeaPictureForm
from portal.practices.submission.easy_read_pictures import pictures_at_hand, put_picture
from portal.practices.submission.kept_text import signed_in_or_kept, take_kept
from portal.practices.submission.pages import in_review, own_submission
from portal.practices.submission.services import ChangedMeanwhileError, InReviewError
from portal.users.people import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_or_kept
def submission_easy_read_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Choose or send the picture of the sentence of this number, from 1; 404 for no sentence."""
    submission = own_submission(request, pk)
    known = easy_read_of(submission)
    if not 1 <= number <= len(known.ideas):
        raise Http404
    form = IdeaPictureForm(
        *_sent(request),
        initial={"base": known.revision_id},
        submission=submission,
        idea=known.ideas[number - 1],
        at_hand=pictures_at_hand(submission),
    )
    if request.method == "POST":
        if form.is_valid() and _is_put(request, submission, form, number):
            messages.success(request, _("It is kept."))
            return redirect("submission_easy_read", pk=pk)
        if request.FILES and "picture" not in form.errors:
            # A browser does not send a file again that was sent once.
            form.add_error("picture", _("Choose the file again."))
    log_refusal(form)
    context = {
        "submission": submission,
        "form": form,
        "idea": known.ideas[number - 1],
        "number": number,
        "is_refused": form.errors,
    }
    return render(request, "practices/submission/easy_read_picture.html", context)


def _sent(request: HttpRequest) -> list[Any]:
    if request.method == "POST":
        return [request.POST, request.FILES]
    kept = take_kept(request)
    if kept is None:
        return []
    messages.info(request, _("We kept your words. Choose the file again and save."))
    return [kept, {}]


def _is_put(
    request: HttpRequest, submission: Submission, form: IdeaPictureForm, number: int
) -> bool:
    """Whether it stands there now; where not, the form says why."""
    try:
        put_picture(
            submission=submission,
            place=number - 1,
            picture=form.picture_chosen(),
            by=person_of(request),
            base=form.cleaned_data["base"],
            at=timezone.now(),
        )
    except InReviewError:
        form.add_error(None, in_review())
    except ChangedMeanwhileError:
        form.add_error(
            None,
            _(
                "Somebody else changed the sentences while you chose. Nothing is saved. Go back to "
                "the sentences and choose again."
            ),
        )
    else:
        return True
    return False
