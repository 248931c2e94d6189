"""Pages where people say what a practice is like for them, take it back, or approve it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.practices.models import PracticePage, Voice
from portal.practices.voices.forms import AnswerVoiceForm, VoiceForm
from portal.practices.voices.selectors import (
    is_approver,
    may_answer,
    own_voices,
    voices_to_answer,
)
from portal.practices.voices.services import (
    MOST_IN_A_DAY,
    TooManyError,
    answer_voice,
    give_voice,
    withdraw_voice,
)
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voice_give(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Ask what a practice is like for somebody, and keep it until an approver has read it."""
    practice = get_object_or_404(PracticePage.objects.offered(), pk=practice_id)
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_voice(
                practice=practice, author=person_of(request), words=form.words(), at=timezone.now()
            )
        except TooManyError:
            message = _("You sent %(most)d today. Send this one tomorrow.")
            form.add_error(None, message % {"most": MOST_IN_A_DAY})
        else:
            messages.success(
                request, _("Thank you. Somebody outside the organisation reads it first.")
            )
            return redirect("voice_list")
    log_refusal(form, practice=practice.pk)
    return render(request, "practices/voice_give.html", {"practice": practice, "form": form})


@login_required
@require_safe
def voice_list(request: HttpRequest) -> HttpResponse:
    """What the reader said, with the way to take it back."""
    person = person_of(request)
    context = {
        "voices": own_voices(person),
        "waiting": voices_to_answer(person).count(),
        "is_approver": is_approver(person),
    }
    return render(request, "practices/voice_list.html", context)


@login_required
@require_POST
def voice_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one said oneself; 404 for anybody else."""
    voice = get_object_or_404(Voice, pk=pk, author=person_of(request))
    withdraw_voice(voice=voice, at=timezone.now())
    messages.success(request, _("Your words are taken back and deleted."))
    return redirect("voice_list")


@login_required
@require_safe
def voice_queue(request: HttpRequest) -> HttpResponse:
    """What waits for an approver; forbidden to others."""
    person = person_of(request)
    if not is_approver(person):
        raise PermissionDenied
    return render(request, "practices/voice_queue.html", {"voices": voices_to_answer(person)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voice_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice with the approver's answer; 404 for whoever may not give one."""
    person = person_of(request)
    voice = get_object_or_404(Voice.objects.select_related("practice"), pk=pk)
    if voice.is_withdrawn or not may_answer(person, voice):
        raise Http404
    form = AnswerVoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_voice(voice=voice, by=person, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, _("Your answer is saved."))
        return redirect("voice_queue")
    log_refusal(form, voice=pk)
    return render(request, "practices/voice_answer.html", {"voice": voice, "form": form})
