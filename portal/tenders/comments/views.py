"""Pages on which organisations comment on a tender that is still being thought about."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.complaining import report_words
from portal.common.complaint_page import complaint_page
from portal.common.complaints import Complaint
from portal.common.refusals import log_refusal
from portal.organisations.models import Organisation
from portal.tenders.comments.forms import ChangeCommentForm, CommentForm
from portal.tenders.comments.services import (
    CommentsClosedError,
    HiddenWordsError,
    SaidAlreadyError,
    TooManyError,
    change_comment,
    take_back_comment,
    write_comment,
)
from portal.tenders.models import Tender, TenderComment
from portal.users.people import person_of

READ_AND_SEND = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(READ_AND_SEND)
def comment_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what an organisation wants to say, and put it on the tender's page."""
    tender = get_object_or_404(Tender.objects.listed(), pk=pk)
    person, now = person_of(request), timezone.now()
    organisations = Organisation.objects.filter(memberships__user=person).in_name_order()
    form = CommentForm(request.POST or None, organisations=organisations)
    is_open = tender.takes_comments_at(now)
    if request.method == "POST" and is_open and form.is_valid():
        said = form.cleaned_data
        is_open = _attempt(
            form,
            lambda: write_comment(
                tender=tender,
                organisation=said["organisation"],
                author=person,
                text=said["text"],
                at=now,
            ),
        )
        if not form.errors and is_open:
            messages.success(request, _("Your comment is on the page."))
            return redirect(tender)
    log_refusal(form, tender=pk)
    context = {
        "tender": tender,
        "form": form,
        "is_open": is_open,
        "acts_for_any": organisations.exists(),
    }
    return render(request, "tenders/comment_write.html", context)


@login_required
@require_http_methods(READ_AND_SEND)
def comment_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words for one's own comment; 404 for anybody else's."""
    comment = get_object_or_404(_shown(), pk=pk, author=person_of(request))
    form = ChangeCommentForm(
        request.POST if request.method == "POST" else None, initial={"text": comment.text}
    )
    is_open = not comment.is_closed_at(timezone.now())
    if is_open and form.is_valid():
        is_open = _attempt(
            form,
            lambda: change_comment(
                comment=comment,
                by=person_of(request),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            ),
        )
        if not form.errors and is_open:
            messages.success(request, _("The change is on the page."))
            return redirect(comment.tender)
    log_refusal(form, comment=pk)
    context = {"comment": comment, "form": form, "is_open": is_open}
    return render(request, "tenders/comment_change.html", context)


@login_required
@require_POST
def comment_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own comment off the page; 404 for anybody else's."""
    comment = get_object_or_404(_shown(), pk=pk, author=person_of(request))
    take_back_comment(comment=comment, by=person_of(request), at=timezone.now())
    messages.success(request, _("It is off the page. Moderators can still read it."))
    return redirect(comment.tender)


@login_required
@require_http_methods(READ_AND_SEND)
def comment_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell moderators what is wrong with a comment."""
    comment = get_object_or_404(_shown(), pk=pk)

    def send(complaint: Complaint) -> None:
        report_words(target=comment, by=person_of(request), complaint=complaint, at=timezone.now())

    return complaint_page(
        request,
        send,
        title=comment.tender.title,
        text=comment.text,
        back=comment.tender.get_absolute_url(),
    )


def _attempt(form: forms.Form, step: Callable[[], object]) -> bool:
    """Take the step or say at the form why not; False where comments have closed meanwhile."""
    try:
        step()
    except TooManyError:
        form.add_error(None, _("You wrote a lot. Wait an hour, then send this one."))
    except SaidAlreadyError:
        form.add_error("text", _("You wrote exactly this on the page already."))
    except HiddenWordsError:
        form.add_error("text", _("A moderator took these words off the page. Write others."))
    except CommentsClosedError:
        return False
    return True


def _shown() -> QuerySet[TenderComment]:
    shown = TenderComment.objects.shown().filter(tender__in=Tender.objects.listed())
    return shown.select_related("tender", "organisation")
