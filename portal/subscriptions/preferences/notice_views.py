"""The pages where people choose which notices are mailed, turn one kind off, and read them all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.subscriptions.preferences.notice_forms import NoticeChoicesForm
from portal.subscriptions.selectors import account_at, has_mail_come_back, own_subscriber
from portal.subscriptions.services.writing_again import write_again
from portal.subscriptions.signed_page import signed_page, subscriber_of
from portal.subscriptions.tokens import BadTokenError, manage_token, read_notice_token
from portal.users.enums import ALWAYS_SENT, NoticeKind
from portal.users.models import User
from portal.users.notice_choices import (
    choose_notices,
    offered_kinds,
    recent_notices,
    turn_off,
    wanted_kinds,
)
from portal.users.people import person_of

WRITE_AGAIN = "write-again"
"""The value of the button that ends a silence after a mail came back."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_emails(request: HttpRequest) -> HttpResponse:
    """Everything that the person can get by mail: about their own work, and what they follow."""
    person = person_of(request)
    came_back = has_mail_come_back(person)
    if request.method == "POST" and request.POST.get("action") == WRITE_AGAIN:
        if came_back:
            write_again(email=person.email)
            messages.success(request, _("We write to you again."))
        return redirect("account_emails")
    form = _form(request, person)
    if _is_saved(request, form, person):
        return redirect("account_emails")
    subscriber = own_subscriber(person)
    token = manage_token(subscriber.public_id) if subscriber else ""
    context = {
        "form": form,
        "always": _always(),
        "follows_url": reverse("subscription_manage", args=[token]) if token else "",
        "mails_url": reverse("mail_list", args=[token]) if token else "",
        "came_back": came_back,
    }
    return render(request, "subscriptions/account_emails.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def manage_notices(request: HttpRequest, token: str) -> HttpResponse:
    """The same choices by the signed link in every mail, without signing in.

    Raises:
        Http404: nobody has an account with this address.
    """
    person = account_at(subscriber_of(token))
    if person is None:
        raise Http404
    form = _form(request, person)
    if _is_saved(request, form, person):
        return redirect("manage_notices", token)
    follows = reverse("subscription_manage", args=[token])
    context = {"form": form, "always": _always(), "follows_url": follows}
    return render(request, "subscriptions/manage_notices.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def notices_off(request: HttpRequest, token: str) -> HttpResponse:
    """Turns one kind off by POST, from a mail program or our button, without cookies (RFC 8058).

    A GET only shows the button. A link that we did not make turns nothing off by POST, and is not
    told apart from one that did before.
    """
    if request.method == "POST":
        _turn_off_by_token(token)
        return render(request, "subscriptions/notices_off_done.html")
    _person_id, kind = read_notice_token(token)
    return render(request, "subscriptions/notices_off.html", {"kind": kind})


@login_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What the person was told lately, by mail or not."""
    notices = recent_notices(person_of(request), at=timezone.now())
    return render(request, "subscriptions/notice_list.html", {"notices": notices})


def _form(request: HttpRequest, person: User) -> NoticeChoicesForm:
    return NoticeChoicesForm(
        request.POST if request.method == "POST" else None,
        initial={"kinds": wanted_kinds(person)},
        offered=offered_kinds(person),
    )


def _is_saved(request: HttpRequest, form: NoticeChoicesForm, person: User) -> bool:
    if not form.is_valid():
        return False
    choose_notices(person=person, kinds=form.cleaned_data["kinds"])
    messages.success(request, _("Saved."))
    return True


def _always() -> list[str]:
    links = _("Codes and links to sign in, to confirm an address or to set a new password")
    return [*(str(kind.label) for kind in ALWAYS_SENT), links]


def _turn_off_by_token(token: str) -> None:
    try:
        person_id, kind = read_notice_token(token)
    except BadTokenError:
        return
    person = User.objects.filter(pk=person_id).first()
    if person is not None:
        turn_off(person=person, kind=NoticeKind(kind))
