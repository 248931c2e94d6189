"""The page behind “Not for me” in a mail: one button, and one that takes it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.practices.models import PracticePage
from portal.subscriptions.models import Subscriber
from portal.subscriptions.selectors import names_of, set_aside_by
from portal.subscriptions.services.setting_aside import bring_back, set_aside
from portal.subscriptions.signed_page import signed_page
from portal.subscriptions.tokens import manage_token, read_not_for_me_token

BRING_BACK = "bring-back"
"""The value of the button that takes it back."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def not_for_me(request: HttpRequest, token: str) -> HttpResponse:
    """Set it aside, or bring it back; only a button does, since scanners open links."""
    public_id, about = read_not_for_me_token(token)
    subscriber = get_object_or_404(Subscriber, public_id=public_id)
    if not about[0]:
        get_object_or_404(PracticePage, pk=about[1])
    now = timezone.now()
    if request.method == "POST":
        if request.POST.get("action") == BRING_BACK:
            bring_back(subscriber=subscriber, about=about)
        else:
            set_aside(subscriber=subscriber, about=about, at=now)
        return redirect("not_for_me", token)
    context = {
        "title": names_of([about], at=now)[about],
        "is_set_aside": about in set_aside_by([subscriber.pk])[subscriber.pk],
        "token": manage_token(subscriber.public_id),
    }
    return render(request, "subscriptions/not_for_me.html", context)
