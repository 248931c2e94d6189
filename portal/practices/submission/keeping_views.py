"""The buttons with which an organisation keeps a published practice up to date."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.organisations.who_may import NotAMemberError
from portal.practices.models import PracticePage
from portal.practices.submission.keeping import confirm_still_so, open_published
from portal.users.people import person_of


@login_required
@require_POST
def practice_change(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Open a published practice of one's own organisation; 404 for any other."""
    practice = _published(practice_id)
    try:
        submission = open_published(practice=practice, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    return redirect("submission_tasks", pk=submission.pk)


@login_required
@require_POST
def practice_still_so(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Take somebody's word that all of it is still so; 404 for what is not theirs."""
    practice = _published(practice_id)
    try:
        day = confirm_still_so(practice=practice, by=person_of(request), at=timezone.now())
    except NotAMemberError as error:
        raise Http404 from error
    told = {"title": practice.title, "day": formats.date_format(day, "j F Y")}
    messages.success(
        request, _("Thank you. We ask you about “%(title)s” again before %(day)s.") % told
    )
    return redirect("submission_list")


def _published(practice_id: int) -> PracticePage:
    practice: PracticePage = get_object_or_404(
        PracticePage.objects.live().not_archived(), pk=practice_id
    )
    return practice
