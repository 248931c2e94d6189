"""Pages of asks and offers: a list for everybody, and letters between two people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.common.refusals import log_refusal
from portal.organisations.models import Organisation
from portal.practices.asks.forms import FilterForm, LetterForm, PostForm
from portal.practices.asks.selectors import (
    letters_of,
    open_asks,
    own_asks,
    own_thread,
    threads_with,
)
from portal.practices.asks.services import (
    ClosedError,
    HiddenWordsError,
    NotYoursError,
    TooManyError,
    answer_ask,
    close_ask,
    post_ask,
    write_letter,
)
from portal.practices.asks.speaking import is_of
from portal.practices.models import AskOrOffer
from portal.users.models import User
from portal.users.people import person_of

PER_PAGE = 20
READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_safe
def ask_list(request: HttpRequest) -> HttpResponse:
    """What is open now, the first to close first."""
    form = FilterForm(request.GET)
    asks = open_asks(form.chosen(), today=timezone.localdate())
    page = Paginator(asks, PER_PAGE).get_page(request.GET.get("page"))
    user = request.user
    own = own_asks(user) if isinstance(user, User) else AskOrOffer.objects.none()
    return render(request, "practices/ask_list.html", {"form": form, "page": page, "own": own})


@login_required
@require_http_methods(READ_AND_SEND)
def ask_post(request: HttpRequest) -> HttpResponse:
    """Post an ask or offer."""
    person = person_of(request)
    own = Organisation.objects.filter(memberships__user=person).in_name_order()
    today = timezone.localdate()
    form = PostForm(request.POST or None, organisations=own, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            ask = post_ask(by=person, post=form.post(), at=timezone.now())
        except TooManyError:
            form.add_error(None, _("You posted a lot today. Post this one tomorrow."))
        except HiddenWordsError:
            form.add_error("text", _("Moderators hid exactly these words. Say it in another way."))
        else:
            messages.success(request, _("It is on the list. You get a mail when somebody answers."))
            return redirect(ask)
    log_refusal(form)
    return render(request, "practices/ask_post.html", {"form": form})


@require_safe
def ask_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One ask or offer, with one's own letters about it."""
    shown = AskOrOffer.objects.not_hidden().select_related("organisation", "theme", "area")
    ask = get_object_or_404(shown, pk=pk)
    user = request.user
    context = {
        "ask": ask,
        "is_open": ask.is_open(timezone.localdate()),
        "is_own": isinstance(user, User) and is_of(ask, user),
        "threads": threads_with(user, ask) if isinstance(user, User) else [],
    }
    return render(request, "practices/ask_detail.html", context)


@login_required
@require_POST
def ask_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own, or one of one's organisation, off the list; 404 for anybody else's."""
    person = person_of(request)
    ask = get_object_or_404(own_asks(person), pk=pk)
    close_ask(ask=ask, by=person, at=timezone.now())
    messages.success(request, _("It is closed. Nobody new can answer."))
    return redirect("ask_list")


@login_required
@require_http_methods(READ_AND_SEND)
def ask_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write privately to whoever posted it."""
    person = person_of(request)
    ask = get_object_or_404(AskOrOffer.objects.open_on(timezone.localdate()), pk=pk)
    if is_of(ask, person):
        raise Http404
    form = LetterForm(request.POST or None, ask=ask)
    if request.method == "POST" and form.is_valid():
        try:
            thread = answer_ask(
                ask=ask,
                by=person,
                text=form.cleaned_data["text"],
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except TooManyError:
            form.add_error(None, _("You wrote a lot. Wait an hour, then send this one."))
        except (ClosedError, NotYoursError) as error:
            raise Http404 from error
        else:
            messages.success(request, _("We mail your letter on."))
            return redirect(thread)
    log_refusal(form, ask=pk)
    return render(request, "practices/ask_answer.html", {"ask": ask, "form": form})


@login_required
@require_http_methods(READ_AND_SEND)
def ask_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters of two people, for those two alone."""
    person = person_of(request)
    thread = own_thread(person, pk)
    if thread is None:
        raise Http404
    form = LetterForm(request.POST or None, ask=thread.ask)
    if request.method == "POST" and form.is_valid():
        try:
            write_letter(
                thread=thread, by=person, text=form.cleaned_data["text"], at=timezone.now()
            )
        except TooManyError:
            form.add_error(None, _("You wrote a lot. Wait an hour, then send this one."))
        else:
            messages.success(request, _("We mail your letter on."))
            return redirect(thread)
    log_refusal(form, thread=pk)
    context = {"thread": thread, "letters": letters_of(thread, reader=person), "form": form}
    return render(request, "practices/ask_thread.html", context)
