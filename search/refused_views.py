"""The moderators' list of changes that the index did not take, with a button to try them again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column

from portal.practices.models import PracticePage
from portal.users.reports import ModeratorReport
from portal.users.roles import is_moderator
from search.models import OutboxEntry
from search.services.retry_refused import retry_refused


class RefusedReport(ModeratorReport):
    """Changes that failed, most often first, with the reason that the index gave."""

    page_title = _("Not taken by the search")
    header_icon = "warning"
    index_url_name = "refused_report"
    index_results_url_name = "refused_report_results"
    results_template_name = "search/reports/refused_results.html"
    export_filename = "not-taken-by-the-search"
    verbose_name_plural = _("practices")
    model = OutboxEntry
    columns = (
        Column("title", label=_("Practice")),
        Column("last_error", label=_("Reason")),
        Column("attempts", label=_("Times tried")),
        Column("changed_at", label=_("Waiting since")),
        Column("next_attempt_at", label=_("Tried again at")),
    )
    list_export = ("title", "last_error", "attempts", "changed_at", "next_attempt_at")
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_queryset(self) -> Any:
        """Rows of the outbox that wait after a failure, each with the title of its practice."""
        titles = PracticePage.objects.filter(pk=OuterRef("object_id")).values("title")[:1]
        deleted = Value(gettext("A practice that was deleted"))
        return (
            OutboxEntry.objects.pending()
            .refused()
            .annotate(title=Coalesce(Subquery(titles), deleted))
        )


@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """Let the next run try every refused change again, and go back to the list."""
    if not is_moderator(request.user):
        raise PermissionDenied
    count = retry_refused(at=timezone.now())
    messages.success(
        request,
        ngettext(
            "%(n)d practice is tried again now. Look again in a minute.",
            "%(n)d practices are tried again now. Look again in a minute.",
            count,
        )
        % {"n": count},
    )
    return redirect("refused_report")
