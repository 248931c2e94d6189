"""The page on which an organisation says whether it is a partner in a practice."""

from typing import Any

from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.common.posted_form import PostedForm
from portal.common.refusals import log_refusal
from portal.organisations.models import Organisation
from portal.practices.models import PracticePage
from portal.practices.partners.services import answer_as_partner
from portal.users.models import User
from portal.users.people import person_of


class PartnerForm(PostedForm):
    """For which organisation, and yes or no."""

    YES, NO = "yes", "no"

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("For which organisation do you speak?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one of your own organisations.")},
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Is it a partner in this practice?"),
        choices=[
            (YES, gettext_lazy("Yes. It may answer questions about it and confirm who adopts it")),
            (NO, gettext_lazy("No. Take its name off")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # It is a ModelChoiceField.
        self.helper.layout = Layout(
            Field("organisation", context={"label_size": Size.for_label(Size.SMALL)}),
            Field.radios("answer", legend_size=Size.SMALL),
            Button("submit", gettext_lazy("Save the answer")),
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_answer(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Ask those who act for a named organisation; others read whom it is for."""
    practice = get_object_or_404(PracticePage.objects.visible_to_all(), pk=practice_id)
    person = person_of(request)
    own = _asked(practice, person)
    form = PartnerForm(request.POST or None, organisations=own)
    if request.method == "POST" and form.is_valid():
        is_partner = form.cleaned_data["answer"] == PartnerForm.YES
        answer_as_partner(
            practice=practice,
            organisation=form.cleaned_data["organisation"],
            by=person,
            is_partner=is_partner,
            at=timezone.now(),
        )
        words = _("You are shown as a partner.") if is_partner else _("Your name is taken off.")
        messages.success(request, words)
        return redirect(practice.url)
    log_refusal(form, practice=practice.pk)
    context = {"practice": practice, "form": form, "may_answer": own.exists()}
    return render(request, "practices/partner_answer.html", context)


def _asked(practice: PracticePage, person: User) -> QuerySet[Organisation]:
    """The person's organisations that are named, or answered before."""
    asked = Q(partner_practices=practice.pk) | Q(partner_answers__practice=practice.pk)
    own = Organisation.objects.filter(pk__in=person.memberships.values("organisation"))
    return own.filter(asked).distinct().order_by("name")
