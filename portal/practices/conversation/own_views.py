"""The page on which people change or take back what they wrote about a practice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.refusals import log_refusal
from portal.practices.conversation.forms import ChangeForm
from portal.practices.conversation.own_words import (
    SaidAlreadyError,
    change_remark,
    take_back_remark,
)
from portal.practices.conversation.services import HiddenWordsError
from portal.practices.conversation.views import HIDDEN
from portal.practices.models import PracticePage, Remark
from portal.users.people import person_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remark_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words for one's own remark; 404 for anybody else's."""
    remark = _own_remark(request, pk)
    form = ChangeForm(
        request.POST if request.method == "POST" else None, initial={"text": remark.text}
    )
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            change_remark(remark=remark, by=person_of(request), text=text, at=timezone.now())
        except SaidAlreadyError:
            form.add_error("text", _("You wrote exactly this on the page already."))
        except HiddenWordsError:
            form.add_error("text", HIDDEN)
        else:
            messages.success(request, _("The change is on the page."))
            return redirect("conversation", practice_id=remark.practice_id)
    log_refusal(form, remark=pk)
    return render(request, "practices/remark_change.html", {"remark": remark, "form": form})


@login_required
@require_POST
def remark_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own remark off the page; 404 for anybody else's."""
    remark = _own_remark(request, pk)
    take_back_remark(remark=remark, by=person_of(request), at=timezone.now())
    messages.success(request, _("It is off the page. Moderators can still read it."))
    return redirect("conversation", practice_id=remark.practice_id)


def _own_remark(request: HttpRequest, pk: int) -> Remark:
    shown = Remark.objects.shown().filter(practice__in=PracticePage.objects.offered())
    own = shown.filter(author=person_of(request))
    return get_object_or_404(own.select_related("practice", "organisation"), pk=pk)
