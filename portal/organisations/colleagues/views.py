"""Pages where members see each other, owners invite and change, and invited people accept."""

import structlog
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.refusals import log_refusal
from portal.organisations.colleagues.forms import InviteForm, RoleForm
from portal.organisations.colleagues.selectors import colleagues_of, open_invitations, works
from portal.organisations.colleagues.services import (
    ClosedError,
    GoneError,
    LastOwnerError,
    NotAnOwnerError,
    NotYoursError,
    TooManyError,
    accept_invitation,
    change_role,
    invite_colleague,
    remove_member,
    revoke_invitation,
)
from portal.organisations.colleagues.tokens import invitation_of
from portal.organisations.models import Invitation, Membership, Organisation
from portal.organisations.models.membership import MembershipRole
from portal.organisations.who_may import may_edit, may_manage_members
from portal.users.people import owns_address, person_of

log = structlog.get_logger(__name__)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def colleague_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who acts for an organisation, for those who do; owners invite here.

    Raises:
        Http404: the reader does not act for it.
        PermissionDenied: an editor tries to invite.
    """
    person, at = person_of(request), timezone.now()
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit(person, organisation):
        raise Http404
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role = MembershipRole(form.cleaned_data["role"])
        email = form.cleaned_data["email"]
        try:
            invite_colleague(organisation=organisation, by=person, email=email, role=role, at=at)
        except NotAnOwnerError as error:
            raise PermissionDenied from error
        except TooManyError:
            form.add_error(None, _("You sent 20 invitations today. Send this one tomorrow."))
        else:
            messages.success(request, _("The invitation is sent. It works for 7 days."))
            return redirect("colleague_list", slug=slug)
    log_refusal(form, organisation=organisation.pk)
    context = {
        "organisation": organisation,
        "colleagues": colleagues_of(organisation, reader=person),
        "invitations": open_invitations(organisation, at=at),
        "is_owner": may_manage_members(person, organisation),
        "form": form,
    }
    return render(request, "organisations/colleague_list.html", context)


@login_required
@require_POST
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back; 404 for anybody but an owner."""
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    try:
        revoke_invitation(invitation=invitation, by=person_of(request), at=timezone.now())
    except NotAnOwnerError as error:
        raise Http404 from error
    messages.success(request, _("The invitation does not work any more."))
    return redirect("colleague_list", slug=invitation.organisation.slug)


@login_required
@require_POST
def member_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a colleague owner or editor; 404 for anybody but an owner."""
    membership, form = _membership(pk), RoleForm(request.POST)
    person = person_of(request)
    if not may_manage_members(person, membership.organisation):
        raise Http404
    if not form.is_valid():
        _refuse(request, membership, form, _("Choose owner or editor."))
        return redirect("colleague_list", slug=membership.organisation.slug)
    role = MembershipRole(form.cleaned_data["role"])
    try:
        change_role(membership=membership, by=person, role=role, at=timezone.now())
    except GoneError as error:
        raise Http404 from error
    except LastOwnerError:
        _refuse(request, membership, form, _("Make a colleague owner first."))
    else:
        messages.success(request, _("It is changed."))
    return redirect("colleague_list", slug=membership.organisation.slug)


@login_required
@require_POST
def member_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an organisation, or remove a colleague as an owner; 404 for anybody else."""
    membership, person = _membership(pk), person_of(request)
    is_own = membership.user_id == person.pk
    try:
        remove_member(membership=membership, by=person, at=timezone.now())
    except NotAnOwnerError as error:
        raise Http404 from error
    except LastOwnerError:
        message = _("You are the last owner. Make a colleague owner first.")
        _refuse(request, membership, RoleForm(), message)
        return redirect("colleague_list", slug=membership.organisation.slug)
    if is_own:
        messages.success(request, _("You do not act for this organisation any more."))
        return redirect("account_home")
    messages.success(request, _("They do not act for this organisation any more."))
    return redirect("colleague_list", slug=membership.organisation.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to the person it is for, who accepts it by a button.

    Raises:
        Http404: the address was forged or cut short.
    """
    found, person, at = invitation_of(token), person_of(request), timezone.now()
    if found is None:
        raise Http404
    is_theirs = owns_address(person, found.email)
    if request.method == "POST":
        try:
            accept_invitation(invitation=found, by=person, at=at)
        except (ClosedError, NotYoursError):
            log.info("colleagues.refused", organisation=found.organisation_id, step="accept")
        else:
            messages.success(request, _("You can now act for this organisation."))
            return redirect("account_home")
    context = {"invitation": found, "is_theirs": is_theirs, "is_open": works(found, at=at)}
    return render(request, "organisations/invitation.html", context)


def _membership(pk: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("organisation"), pk=pk)


def _refuse(request: HttpRequest, membership: Membership, form: forms.Form, message: str) -> None:
    messages.error(request, message)
    log.info(
        "colleagues.refused",
        organisation=membership.organisation_id,
        fields=sorted(form.errors) if form.is_bound else ["membership"],
    )
