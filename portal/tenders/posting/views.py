"""Pages on which commissioners write early notices; a draft is 404 for everybody else."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.common.refusals import log_refusal
from portal.organisations.who_may import NotAMemberError
from portal.tenders.models import EarlyNotice
from portal.tenders.posting.forms import (
    PUBLISH,
    ContinuationForm,
    NewNoticeForm,
    NoticeForm,
    WithdrawForm,
)
from portal.tenders.posting.selectors import commissioners_of, own_notices
from portal.tenders.posting.services import (
    NotACommissionerError,
    NoticeClosedError,
    TooManyError,
    change_notice,
    link_continuation,
    publish_notice,
    withdraw_notice,
    write_draft,
)
from portal.users.models import User
from portal.users.people import person_of

READ_AND_SEND = ["GET", "HEAD", "POST"]

View = Callable[..., HttpResponse]


def for_commissioners(view: View) -> View:
    """Shows everybody else how to become one, and nothing of the view."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **words: object) -> HttpResponse:
        if commissioners_of(person_of(request)).exists():
            return view(request, *args, **words)
        return render(request, "tenders/early_notice_closed.html", status=403)

    return login_required(checked)


@for_commissioners
@require_safe
def early_notice_list(request: HttpRequest) -> HttpResponse:
    """Everything that the reader's own buyers wrote."""
    context = {"notices": own_notices(person_of(request)), "today": timezone.localdate()}
    return render(request, "tenders/early_notice_list.html", context)


@for_commissioners
@require_http_methods(READ_AND_SEND)
def early_notice_new(request: HttpRequest) -> HttpResponse:
    """Write a first notice, and publish it or keep it as a draft."""
    person, now = person_of(request), timezone.now()
    form = NewNoticeForm(
        request.POST if request.method == "POST" else None,
        organisations=commissioners_of(person),
        today=timezone.localdate(now),
    )
    if form.is_valid():
        written = _attempt(
            form,
            lambda: write_draft(
                organisation=form.cleaned_data["organisation"],
                by=person,
                said=form.said(),
                at=now,
            ),
        )
        if isinstance(written, EarlyNotice):
            return _after_saving(request, form, written, by=person)
    return _shown(request, "early_notice_edit", form)


@for_commissioners
@require_http_methods(READ_AND_SEND)
def early_notice_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft or a published notice."""
    person, now = person_of(request), timezone.now()
    notice = _own(person, pk)
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        notice=notice,
        today=timezone.localdate(now),
        initial=_initial(notice),
    )
    if form.is_valid():
        changed = _attempt(
            form, lambda: change_notice(notice=notice, by=person, said=form.said(), at=now)
        )
        if isinstance(changed, EarlyNotice):
            return _after_saving(request, form, changed, by=person)
    return _shown(request, "early_notice_edit", form, notice=notice)


@for_commissioners
@require_http_methods(READ_AND_SEND)
def early_notice_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a published notice with a reason, or delete a draft."""
    person = person_of(request)
    notice = _own(person, pk)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None, is_draft=notice.is_draft
    )
    if form.is_valid():
        why = form.cleaned_data.get("why", "")
        _attempt(
            form,
            lambda: withdraw_notice(notice=notice, by=person, why=why, at=timezone.now()),
        )
        if not form.errors:
            gone, off = _("The draft is deleted."), _("It is off the board. Its page says why.")
            messages.success(request, gone if notice.is_draft else off)
            return redirect("early_notice_list")
    return _shown(request, "early_notice_withdraw", form, notice=notice)


@for_commissioners
@require_http_methods(READ_AND_SEND)
def early_notice_continue(request: HttpRequest, pk: int) -> HttpResponse:
    """Say as which imported tender a published notice went on."""
    person = person_of(request)
    notice = get_object_or_404(
        EarlyNotice.objects.of(person).filter(published_at__isnull=False), pk=pk
    )
    before = notice.continued_by.ocid if notice.continued_by else ""
    form = ContinuationForm(
        request.POST if request.method == "POST" else None, initial={"tender": before}
    )
    if form.is_valid():
        _attempt(
            form,
            lambda: link_continuation(
                notice=notice, by=person, tender=form.chosen(), at=timezone.now()
            ),
        )
        if not form.errors:
            messages.success(request, _("It is saved. Both pages say so."))
            return redirect("early_notice_list")
    return _shown(request, "early_notice_continue", form, notice=notice)


def _own(person: User, pk: int) -> EarlyNotice:
    own = EarlyNotice.objects.of(person).select_related("organisation")
    return get_object_or_404(own, pk=pk)


def _initial(notice: EarlyNotice) -> dict[str, object]:
    names = NoticeForm.base_fields
    lists = {"areas": notice.areas.all(), "services": notice.services.all()}
    return {name: lists.get(name, getattr(notice, name)) for name in names}


def _after_saving(
    request: HttpRequest, form: NoticeForm, notice: EarlyNotice, *, by: User
) -> HttpResponse:
    if PUBLISH not in form.data:
        messages.success(request, _("Your draft is kept. Nobody else sees it."))
        return redirect("early_notice_list")
    was_draft = notice.is_draft
    tender = publish_notice(notice=notice, by=by, at=timezone.now())
    published, changed = _("Your notice is on the board."), _("The change is on the page.")
    messages.success(request, published if was_draft else changed)
    return redirect(tender)


def _attempt(form: forms.Form, step: Callable[[], EarlyNotice | None]) -> EarlyNotice | None:
    """Take the step, or say at the form why not."""
    try:
        return step()
    except (NotAMemberError, NotACommissionerError):
        text = _("You do not act for this buyer any more. Copy what you want to keep.")
        form.add_error(None, text)
    except NoticeClosedError:
        text = _("This notice was withdrawn or hidden meanwhile. Copy what you want to keep.")
        form.add_error(None, text)
    except TooManyError:
        text = _("You have very many notices. Withdraw or delete some, then save this one.")
        form.add_error(None, text)
    return None


def _shown(request: HttpRequest, name: str, form: forms.Form, **more: object) -> HttpResponse:
    log_refusal(form)
    return render(request, f"tenders/{name}.html", {"form": form, **more})
