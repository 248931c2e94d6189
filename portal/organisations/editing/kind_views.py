"""The page where owners say what their organisation mainly does."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.common.plain_text import WordsField
from portal.common.posted_form import PostedForm
from portal.common.refusals import log_refusal
from portal.organisations.editing.kinds import change_kind, is_checked
from portal.organisations.models import Organisation, OrganisationClaim
from portal.organisations.models.claim import ClaimStatus
from portal.organisations.models.organisation import OrganisationKind
from portal.organisations.who_may import may_edit, may_manage_members
from portal.users.people import person_of


class KindForm(PostedForm):
    """What an organisation mainly does, with a word for moderators where they decide."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What does it mainly do?"),
        help_text=gettext_lazy(
            "A moderator decides whether it is a commissioner, a partnership or sector support. "
            "Everything else changes at once."
        ),
        choices=OrganisationKind.choices,
    )
    reason = WordsField(
        label=gettext_lazy("If a moderator decides: why is that so?"),
        help_text=gettext_lazy("Such as a page that shows it."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = organisation.kind
        self._organisation = organisation
        self.helper.layout = Layout(
            Field("kind", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.textarea("reason", label_size=Size.SMALL, max_characters=500),
            Button("submit", gettext_lazy("Save")),
        )

    def clean(self) -> dict[str, Any]:
        """A moderator needs words to decide by."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors or data["reason"]:
            return data
        if is_checked(self._organisation, OrganisationKind(data["kind"])):
            self.add_error("reason", _("Say why, for the moderator who decides."))
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kind_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what an organisation mainly does; editors read who can.

    Raises:
        Http404: the reader does not act for it.
        PermissionDenied: an editor sends the form.
    """
    person = person_of(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    if not may_edit(person, organisation):
        raise Http404
    is_owner = may_manage_members(person, organisation)
    if request.method == "POST" and not is_owner:
        raise PermissionDenied
    form = KindForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        asked = change_kind(
            organisation=organisation,
            by=person,
            kind=OrganisationKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        words = _("A moderator decides. You get the answer by email.") if asked else _("Saved.")
        messages.success(request, words)
        return redirect("kind_edit", slug=slug)
    log_refusal(form, organisation=organisation.pk)
    waiting = OrganisationClaim.objects.filter(
        organisation=organisation, status=ClaimStatus.WAITING
    ).exclude(kind="")
    context = {
        "organisation": organisation,
        "form": form,
        "is_owner": is_owner,
        "waiting": waiting.order_by("asked_at").first(),
    }
    return render(request, "organisations/kind_edit.html", context)
