"""The pages where people ask for emails, confirm, change and end them; no password anywhere."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.subscriptions.changes import change_choices
from portal.subscriptions.enums import (
    CHOSEN_CADENCES,
    DIGEST_CADENCES,
    Cadence,
    SubscriberState,
    TopicKind,
)
from portal.subscriptions.forms import TOO_OFTEN, ManageForm, SubscribeForm
from portal.subscriptions.interests import Interest, UnknownInterestError
from portal.subscriptions.lately import a_week, changes_lately
from portal.subscriptions.models import ConsentRecord, Subscriber
from portal.subscriptions.selectors import (
    account_at,
    followed_interests,
    masked_address,
    set_aside_of,
)
from portal.subscriptions.services.ending import end_cadence
from portal.subscriptions.services.subscribing import (
    AlreadyUsedError,
    RequestExpiredError,
    confirm_subscription,
    request_subscription,
    slot_asked_for,
)
from portal.subscriptions.signed_page import owner_of, signed_page
from portal.subscriptions.slot_words import news_comes, slot_in_words
from portal.subscriptions.tokens import (
    BadTokenError,
    manage_token,
    read_confirm_token,
    read_one_click_token,
)


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe_start(request: HttpRequest) -> HttpResponse:
    """What one gets, and the form; the same next page for every address."""
    try:
        interest = Interest.from_query(request.GET)
    except UnknownInterestError as error:
        raise Http404 from error
    now = timezone.now()
    form = SubscribeForm(request.POST or None, interest=interest, at=now)
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="subscribe"):
            asked = form.to_request(form_url=request.get_full_path())
            request_subscription(request=asked, at=now)
            return redirect("subscribe_check")
        form.add_error(None, TOO_OFTEN)
    context: dict[str, object] = {"form": form, "interest": interest}
    if interest.kind == TopicKind.PAGE:
        changes = changes_lately(int(interest.value), at=now)
        context |= {"changes": changes, "a_week": a_week(changes)}
    return render(request, "subscriptions/start.html", context)


@require_safe
def subscribe_check(request: HttpRequest) -> HttpResponse:
    """Says to look for the mail; names no address."""
    return render(request, "subscriptions/check.html")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def subscribe_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One big button; only pressing it confirms, because mail scanners open every link."""
    public_id = read_confirm_token(token)
    asked = (
        ConsentRecord.objects.filter(public_id=public_id)
        .select_related("topic", "subscriber")
        .first()
    )
    if asked is None:
        return render(request, "subscriptions/expired.html", status=410)
    if request.method == "POST":
        return _confirmed(request, asked)
    slot = slot_asked_for(asked)
    context = {
        "interest": Interest.of_topic(asked.topic),
        "cadence": slot.cadence,
        "when": slot_in_words(slot) if slot.cadence in DIGEST_CADENCES else "",
    }
    return render(request, "subscriptions/confirm.html", context)


def _confirmed(request: HttpRequest, asked: ConsentRecord) -> HttpResponse:
    try:
        subscription = confirm_subscription(request=asked, at=timezone.now())
        slot = subscription.subscriber.slot(Cadence(subscription.cadence))
        messages.success(request, f"{_('You will get these emails.')} {news_comes([slot])}")
    except AlreadyUsedError:
        messages.info(request, _("This link was used before, so nothing has changed."))
    except RequestExpiredError:
        return render(request, "subscriptions/expired.html", status=410)
    return redirect("subscription_manage", manage_token(asked.subscriber.public_id))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def subscription_manage(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that a person gets, each with its own buttons."""
    subscriber = owner_of(token)
    if request.method == "POST":
        form = ManageForm(request.POST, subscriber=subscriber)
        told = change_choices(form, subscriber, at=timezone.now())
        messages.add_message(request, messages.SUCCESS if form.is_valid() else messages.INFO, told)
        return redirect("subscription_manage", token)
    context = {
        "interests": followed_interests(subscriber),
        "address": masked_address(subscriber),
        "cadences": CHOSEN_CADENCES,
        "token": token,
        "set_aside": set_aside_of(subscriber, now=timezone.now()),
        "is_suppressed": subscriber.state == SubscriberState.SUPPRESSED,
        "has_account": account_at(subscriber) is not None,
        "paused_until": subscriber.pause_ends_on
        if subscriber.is_paused(at=timezone.now())
        else None,
    }
    return render(request, "subscriptions/manage.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@signed_page
def unsubscribe_one_click(request: HttpRequest, token: str) -> HttpResponse:
    """Ends by POST, from a mail program or our button, without cookies (RFC 8058); always 200.

    A GET only shows the button.
    """
    if request.method == "POST":
        _end_by_token(token)
        return render(request, "subscriptions/unsubscribed.html")
    _public_id, cadence = read_one_click_token(token)
    return render(request, "subscriptions/unsubscribe.html", {"cadence": cadence})


def _end_by_token(token: str) -> None:
    """A link that we did not make ends nothing, and is not told apart from one that did before."""
    try:
        public_id, cadence = read_one_click_token(token)
    except BadTokenError:
        return
    subscriber = Subscriber.objects.filter(public_id=public_id).first()
    if subscriber is not None:
        end_cadence(subscriber=subscriber, cadence=cadence, at=timezone.now())
