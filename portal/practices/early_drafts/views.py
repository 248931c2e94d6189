"""Pages on which a practice is begun without an account, gone on with, and made one's own."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.early_drafts.forms import BeginForm, EarlyDraftForm, HelpForm, TakeForm
from portal.practices.early_drafts.services import (
    MOST_FOR_OTHERS,
    GoneError,
    OwnAddressError,
    TooManyError,
    begin_early_draft,
    save_early_draft,
    take_early_draft,
)
from portal.practices.early_drafts.tokens import draft_of_token
from portal.practices.models import EarlyDraft
from portal.practices.submission.drafts import organisations_of
from portal.users.models import User
from portal.users.people import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def early_draft_begin(request: HttpRequest) -> HttpResponse:
    """Let somebody write before they have an account, and mail them the way back."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect("submission_start")
    form = BeginForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and _kept(request, form, None):
        return redirect("early_draft_sent")
    log_refusal(form)
    context = {"form": form, "title": _("Begin without an account")}
    return render(request, "practices/early_drafts/begin.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def early_draft_help(request: HttpRequest) -> HttpResponse:
    """Let somebody write down what another person tells, for that person to approve."""
    form = HelpForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and _kept(request, form, person_of(request)):
        messages.success(request, _("Thank you. They get a link, and you hear when they take it."))
        return redirect("submission_list")
    log_refusal(form)
    context = {"form": form, "title": _("Write down what somebody tells you"), "is_help": True}
    return render(request, "practices/early_drafts/begin.html", context)


@require_safe
def early_draft_sent(request: HttpRequest) -> HttpResponse:
    """Say that the link is on its way; the same page whatever became of it."""
    return render(request, "practices/early_drafts/sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def early_draft(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens: the answers, to be read, changed and made a practice of."""
    draft = draft_of_token(token, at=timezone.now())
    if draft is None:
        return _gone(request)
    sent = request.POST if request.method == "POST" else None
    form = EarlyDraftForm(sent, initial=draft.answers, today=timezone.localdate())
    if form.is_valid():
        try:
            save_early_draft(draft=draft, answers=form.answers(), at=timezone.now())
        except GoneError:
            return _gone(request)
        messages.success(request, _("It is kept."))
        return redirect("early_draft", token=token)
    log_refusal(form)
    return render(request, "practices/early_drafts/draft.html", _context(request, draft, form))


@never_cache
@login_required
@require_POST
def early_draft_take(request: HttpRequest, token: str) -> HttpResponse:
    """Make it a practice of one of the person's organisations."""
    draft, person = draft_of_token(token, at=timezone.now()), person_of(request)
    if draft is None:
        return _gone(request)
    take = TakeForm(request.POST, organisations=organisations_of(person))
    if not take.is_valid():
        form = EarlyDraftForm(initial=draft.answers, today=timezone.localdate())
        context = {**_context(request, draft, form), "take": take, "refused": take}
        return render(request, "practices/early_drafts/draft.html", context)
    organisation = take.cleaned_data["organisation"]
    try:
        submission = take_early_draft(
            draft=draft, organisation=organisation, by=person, at=timezone.now()
        )
    except GoneError:
        return _gone(request)
    messages.success(request, _("It is yours now. Go on, and send it when you are ready."))
    return redirect("submission_tasks", pk=submission.pk)


def _kept(request: HttpRequest, form: BeginForm, helper: User | None) -> bool:
    """Keep what is told; False, with the reason on the form, where it cannot be."""
    if not ratelimit.consume(request, action="early_draft"):
        form.add_error(
            None, _("That were many in a short time. Wait a few minutes, then try again.")
        )
        return False
    email = form.cleaned_data["email"]
    try:
        begin_early_draft(email=email, answers=form.answers(), helper=helper, at=timezone.now())
    except OwnAddressError:
        form.add_error(
            "email",
            _("This is your own address. For your own practice, choose “Start a new practice”."),
        )
    except TooManyError:
        message = _("%(number)d of your drafts wait for their authors. Let some be taken first.")
        form.add_error(None, message % {"number": MOST_FOR_OTHERS})
    return not form.errors


def _context(request: HttpRequest, draft: EarlyDraft, form: EarlyDraftForm) -> dict[str, Any]:
    context: dict[str, Any] = {"draft": draft, "form": form, "refused": form}
    if isinstance(request.user, User):
        organisations = organisations_of(request.user)
        context["is_helper"] = draft.helper_id == request.user.pk
        if organisations.exists():
            context["take"] = TakeForm(organisations=organisations)
    return context


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "practices/early_drafts/gone.html", status=404)
