"""Pages of the conversation about a practice: everybody reads, who has signed in writes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.common.complaining import report_words
from portal.common.complaint_page import complaint_page
from portal.common.complaints import Complaint
from portal.common.refusals import log_refusal
from portal.practices.conversation.forms import KINDS, AnswerQuestionForm, RemarkForm
from portal.practices.conversation.roles import roles_of
from portal.practices.conversation.selectors import conversation_of, everything_said, speaks_for
from portal.practices.conversation.services import (
    HiddenWordsError,
    OwnPracticeError,
    TooManyError,
    answer_question,
    write_remark,
)
from portal.practices.enums import RemarkKind
from portal.practices.models import PracticePage, Remark
from portal.users.models import User
from portal.users.people import person_of

PER_PAGE = 20
READ_AND_SEND = ["GET", "HEAD", "POST"]
HIDDEN = gettext_lazy("Moderators hid exactly these words. Say it in another way.")


@require_safe
def conversation(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Everything that was said about a practice, or all of one kind."""
    practice = get_object_or_404(PracticePage.objects.offered(), pk=practice_id)
    asked = request.GET.get("kind", "")
    kind = RemarkKind(asked) if asked in KINDS else None
    page = Paginator(everything_said(practice, kind), PER_PAGE).get_page(request.GET.get("page"))
    user = request.user
    context = {
        "practice": practice,
        "page": page,
        "kinds": KINDS,
        "kind": kind,
        "conversation": conversation_of(practice),
        "may_answer": isinstance(user, User) and speaks_for(user, practice),
    }
    return render(request, "practices/conversation.html", context)


@login_required
@require_http_methods(READ_AND_SEND)
def remark_write(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Ask what somebody wants to say about a practice, and put it on the page."""
    practice = get_object_or_404(PracticePage.objects.offered(), pk=practice_id)
    user = person_of(request)
    form = RemarkForm(request.POST or None, roles=roles_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            write_remark(practice=practice, author=user, said=form.said(), at=timezone.now())
        except OwnPracticeError:
            form.add_error("kind", _("This is your own practice. Choose a question or a comment."))
        except TooManyError:
            form.add_error(None, _("You wrote a lot. Wait an hour, then send this one."))
        except HiddenWordsError:
            form.add_error("text", HIDDEN)
        else:
            messages.success(request, _("It is on the page."))
            return redirect("conversation", practice_id=practice.pk)
    log_refusal(form, practice=practice.pk)
    return render(request, "practices/remark_write.html", {"practice": practice, "form": form})


@login_required
@require_http_methods(READ_AND_SEND)
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question about one's own practice; 404 for anybody else."""
    question = _shown_remark(pk)
    user = person_of(request)
    if question.kind != RemarkKind.QUESTION or not speaks_for(user, question.practice):
        raise Http404
    form = AnswerQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(
                question=question, author=user, text=form.cleaned_data["text"], at=timezone.now()
            )
        except TooManyError:
            form.add_error(None, _("You wrote a lot. Wait an hour, then send this one."))
        except HiddenWordsError:
            form.add_error("text", HIDDEN)
        else:
            messages.success(request, _("Your answer is on the page."))
            return redirect("conversation", practice_id=question.practice_id)
    log_refusal(form, remark=pk)
    return render(request, "practices/remark_answer.html", {"question": question, "form": form})


@login_required
@require_http_methods(READ_AND_SEND)
def remark_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell moderators what is wrong with a remark."""
    remark = _shown_remark(pk)

    def send(complaint: Complaint) -> None:
        report_words(target=remark, by=person_of(request), complaint=complaint, at=timezone.now())

    return complaint_page(
        request,
        send,
        title=remark.practice.title,
        text=remark.text,
        back=reverse("conversation", args=[remark.practice_id]),
    )


def _shown_remark(pk: int) -> Remark:
    shown = Remark.objects.shown().filter(practice__in=PracticePage.objects.offered())
    return get_object_or_404(shown.select_related("practice", "organisation"), pk=pk)
