"""The pages where people who have signed in keep searches under names of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.subscriptions.enums import TopicKind
from portal.subscriptions.interests import Interest, UnknownInterestError
from portal.subscriptions.models import SavedSearch
from portal.subscriptions.saved_search_forms import SearchNameForm
from portal.subscriptions.selectors import saved_searches
from portal.subscriptions.services.saving import delete_search
from portal.users.people import person_of


@require_safe
@never_cache
@login_required
def saved_search_list(request: HttpRequest) -> HttpResponse:
    """What the person has saved, newest first."""
    saved = saved_searches(person_of(request))
    return render(request, "subscriptions/saved_searches.html", {"saved": saved})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def saved_search_add(request: HttpRequest) -> HttpResponse:
    """Asks for a name for the search in the address, which is the finder's own."""
    try:
        interest = Interest.from_query(request.GET)
    except UnknownInterestError as error:
        raise Http404 from error
    if interest.kind == TopicKind.PAGE:
        # One practice is no search; people follow its changes instead.
        raise Http404
    form = SearchNameForm(request.POST or None, initial={"name": interest.title[:80]})
    if form.save_new(person_of(request), interest, at=timezone.now()):
        messages.success(request, _("Your search is saved."))
        return redirect("saved_search_list")
    return render(request, "subscriptions/save_search.html", {"form": form, "interest": interest})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def saved_search_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for one of the person's own searches, or the way to delete it."""
    saved = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    form = SearchNameForm(request.POST or None, initial={"name": saved.name})
    if form.rename(saved):
        messages.success(request, _("The new name is saved."))
        return redirect("saved_search_list")
    context = {"form": form, "saved": saved, "interest": Interest.of_topic(saved.topic)}
    return render(request, "subscriptions/edit_search.html", context)


@require_POST
@login_required
def saved_search_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes one of the person's own searches."""
    delete_search(saved=get_object_or_404(SavedSearch, pk=pk, user=request.user))
    messages.success(request, _("Your saved search is deleted."))
    return redirect("saved_search_list")
