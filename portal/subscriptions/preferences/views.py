"""A subscriber's own pages, opened by the signed link in every mail; no password anywhere."""

from dataclasses import asdict

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.subscriptions.enums import MailFormat
from portal.subscriptions.exporting import everything_about
from portal.subscriptions.forms import TOO_OFTEN
from portal.subscriptions.models import Delivery, Subscriber
from portal.subscriptions.preferences.forms import AddressForm, SettingsForm, WhenForm
from portal.subscriptions.selectors import account_at, digests_of, masked_address
from portal.subscriptions.services.addressing import (
    ADDRESS_MESSAGE,
    AddressExpiredError,
    AddressTakenError,
    confirm_address,
    request_address,
)
from portal.subscriptions.services.erasing import erase_subscriber
from portal.subscriptions.services.pausing import change_settings
from portal.subscriptions.services.timing import SendingTimes, choose_times
from portal.subscriptions.signed_page import owner_of, signed_page, subscriber_of
from portal.subscriptions.slot_words import news_comes
from portal.subscriptions.tokens import manage_token, read_address_token, read_manage_token


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def mail_settings(request: HttpRequest, token: str) -> HttpResponse:
    """Change how mails look, and pause them."""
    subscriber = subscriber_of(token)
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        initial={"mail_format": subscriber.mail_format, "paused_until": subscriber.pause_ends_on},
        today=timezone.localdate(timezone=subscriber.zone),
    )
    if form.is_valid():
        change_settings(
            subscriber=subscriber,
            mail_format=MailFormat(form.cleaned_data["mail_format"]),
            paused_until=form.cleaned_data["paused_until"],
        )
        messages.success(request, _("Saved."))
        return redirect("subscription_manage", token)
    return render(request, "subscriptions/settings.html", {"form": form, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def mail_times(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the time and the days on which digests come."""
    subscriber = subscriber_of(token)
    now = {**asdict(SendingTimes.of(subscriber)), "send_at": f"{subscriber.send_at:%H:%M}"}
    form = WhenForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        times = form.to_times()
        choose_times(subscriber=subscriber, times=times, at=timezone.now())
        slots = [times.slot(cadence) for cadence in digests_of(subscriber)]
        messages.success(request, f"{_('Saved.')} {news_comes(slots)}" if slots else _("Saved."))
        return redirect("subscription_manage", token)
    return render(request, "subscriptions/times.html", {"form": form, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def address_change(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the new address; the same answer whatever is known of it."""
    subscriber = subscriber_of(token)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"].casefold()
        if not ratelimit.consume(request, action="new_address", key=email):
            form.add_error(None, TOO_OFTEN)
    if form.is_valid():
        request_address(subscriber=subscriber, email=email, at=timezone.now())
        messages.info(request, _("We sent a link to the new address. Press it there."))
        return redirect("subscription_manage", token)
    context = {"form": form, "token": token, "address": masked_address(subscriber)}
    return render(request, "subscriptions/address.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button; only pressing it changes the address, because mail scanners open every link."""
    asked = Delivery.objects.filter(message=ADDRESS_MESSAGE, public_id=read_address_token(token))
    delivery = asked.select_related("subscriber").first()
    if delivery is None:
        return render(request, "subscriptions/address_expired.html", status=410)
    if request.method != "POST":
        return render(request, "subscriptions/address_confirm.html")
    try:
        subscriber = confirm_address(delivery=delivery, at=timezone.now())
    except AddressExpiredError:
        return render(request, "subscriptions/address_expired.html", status=410)
    except AddressTakenError:
        messages.error(request, _("This address gets emails from us already. Nothing has changed."))
        subscriber = delivery.subscriber
    else:
        messages.success(request, _("Your emails come to this address now."))
    return redirect("subscription_manage", manage_token(subscriber.public_id))


@require_safe
@signed_page
def subscriber_data(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is kept about the person, as a file."""
    kept = everything_about(owner_of(token), at=timezone.now())
    response = JsonResponse(kept, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = 'attachment; filename="my-emails.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def subscriber_erase(request: HttpRequest, token: str) -> HttpResponse:
    """Say what erasing means, and do it when the button is pressed."""
    if request.method != "POST":
        has_account = account_at(owner_of(token)) is not None
        context = {"token": token, "has_account": has_account}
        return render(request, "subscriptions/erase.html", context)
    subscriber = Subscriber.objects.filter(public_id=read_manage_token(token)).first()
    if subscriber is not None:
        erase_subscriber(subscriber=subscriber, at=timezone.now())
    # Pressed twice, the person is just as gone.
    return render(request, "subscriptions/erased.html")
