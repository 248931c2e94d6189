"""The account page, and the form behind it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.common.refusals import log_refusal
from portal.organisations.account.forms import AboutYouForm
from portal.organisations.who_may import memberships_of, roles_held_by
from portal.users.people import person_of
from portal.users.selectors import account_safety
from portal.users.services import describe_oneself


@login_required
@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """Who the reader is here, for whom they act, and how the account is kept."""
    person = person_of(request)
    context = {
        "roles": roles_held_by(person),
        "memberships": memberships_of(person),
        "safety": account_safety(person),
    }
    return render(request, "organisations/account_home.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_about(request: HttpRequest) -> HttpResponse:
    """Change one's own name and description."""
    person = person_of(request)
    current = {"name": person.get_full_name(), "describes_as": person.describes_as}
    form = AboutYouForm(request.POST or None, initial=current)
    if request.method == "POST" and form.is_valid():
        describe_oneself(user=person, **form.cleaned_data)
        messages.success(request, _("It is saved."))
        return redirect("account_home")
    log_refusal(form)
    return render(request, "organisations/account_about.html", {"form": form})
