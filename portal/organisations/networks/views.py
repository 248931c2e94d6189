"""The page with the networks of an organisation and its members: owners act, editors read."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.common.posted_form import PostedForm
from portal.common.refusals import log_refusal
from portal.organisations.models import NetworkMembership, NetworkRequest, Organisation
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.networks.services import (
    AlreadyMemberError,
    NobodyAnswersError,
    NotAnOwnerError,
    RefusedLatelyError,
    TooManyError,
    answer_request,
    ask_to_join,
    end_membership,
    that_answer,
)
from portal.organisations.who_may import may_edit, may_manage_members
from portal.users.models import User
from portal.users.people import person_of


class JoinForm(PostedForm):
    """Which network to ask."""

    network = forms.ModelChoiceField(
        label=gettext_lazy("Which network do you want to join?"),
        help_text=gettext_lazy(
            "Its owners are asked. You find their answer on this page. A network that is not in "
            "the list has no owner here yet, who could answer."
        ),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Choose a network"),
        error_messages={"required": gettext_lazy("Choose a network.")},
    )

    def __init__(self, *args: object, networks: QuerySet[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Handed on as they are.
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field("network", context={"label_size": Size.for_label(Size.SMALL)}),
            Button("ask", gettext_lazy("Ask to join")),
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def network_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Networks, members and what waits for an answer; owners ask here.

    Raises:
        Http404: the reader does not act for the organisation.
        PermissionDenied: an editor asks.
    """
    person = person_of(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit(person, organisation):
        raise Http404
    form = JoinForm(request.POST or None, networks=_networks_for(organisation))
    if request.method == "POST" and form.is_valid() and _is_asked(form, organisation, person):
        messages.success(request, _("The network is asked."))
        return redirect("network_list", slug=slug)
    log_refusal(form, organisation=organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "is_owner": may_manage_members(person, organisation),
        **_networks_and_members(organisation),
    }
    return render(request, "organisations/network_list.html", context)


def _is_asked(form: JoinForm, member: Organisation, person: User) -> bool:
    """Ask the network; False, with the reason on the form, where that cannot be."""
    network = form.cleaned_data["network"]
    try:
        ask_to_join(network=network, member=member, by=person, at=timezone.now())
    except AlreadyMemberError:
        form.add_error("network", _("It is a member of this network already."))
    except NobodyAnswersError:
        form.add_error("network", _("Nobody owns this network here any more."))
    except RefusedLatelyError as error:
        day = date_format(timezone.localdate(error.until), "j F Y")
        message = _("It said no. You can ask again from %(day)s.") % {"day": day}
        form.add_error("network", message)
    except TooManyError:
        form.add_error("network", _("Ten networks have not answered yet. Wait for them."))
    return not form.errors


def _networks_and_members(organisation: Organisation) -> dict[str, QuerySet[Any]]:
    ties = NetworkMembership.objects.select_related("network", "member")
    asked = NetworkRequest.objects.filter(member=organisation).select_related("network")
    waiting = organisation.network_requests.filter(refused_at=None).select_related("member")
    return {
        "networks": ties.filter(member=organisation).order_by("network__name"),
        "members": ties.filter(network=organisation).order_by("member__name"),
        "asked": asked.order_by("asked_at"),
        "waiting": waiting.order_by("asked_at"),
    }


@login_required
@require_POST
def network_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a request, or not; 404 for anybody but an owner of the network."""
    asked = get_object_or_404(NetworkRequest.objects.select_related("network", "member"), pk=pk)
    is_agreed = request.POST.get("answer") == "agree"
    try:
        answer_request(request=asked, by=person_of(request), is_agreed=is_agreed, at=timezone.now())
    except NotAnOwnerError as error:
        raise Http404 from error
    words = _("It is a member now.") if is_agreed else _("You did not take it in.")
    messages.success(request, words)
    return redirect("network_list", slug=asked.network.slug)


@login_required
@require_POST
def network_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a network, or take a member out; 404 for anybody but an owner of one of the two."""
    person = person_of(request)
    ties = NetworkMembership.objects.select_related("network", "member")
    membership = get_object_or_404(ties, pk=pk)
    try:
        end_membership(membership=membership, by=person, at=timezone.now())
    except NotAnOwnerError as error:
        raise Http404 from error
    messages.success(request, _("That has ended."))
    is_members = may_manage_members(person, membership.member)
    own = membership.member if is_members else membership.network
    return redirect("network_list", slug=own.slug)


def _networks_for(organisation: Organisation) -> QuerySet[Organisation]:
    """What holds members already, or says that it is a partnership or supports the sector, and
    has an owner who can answer.
    """
    kinds = (OrganisationKind.PARTNERSHIP, OrganisationKind.SUPPORT)
    networks = that_answer().filter(Q(kind__in=kinds) | Q(network_members__isnull=False))
    return networks.exclude(pk=organisation.pk).distinct().in_name_order()
