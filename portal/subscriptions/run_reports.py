"""The moderators' lists of digest runs and of mails that did not arrive, with a way to retry."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column

from portal.subscriptions.enums import DeliveryState
from portal.subscriptions.models import Delivery, DigestRun
from portal.subscriptions.services.retrying import STUCK, retry_mails
from portal.users.reports import ModeratorReport
from portal.users.roles import is_moderator


def _in_state(*states: DeliveryState) -> Count:
    return Count("deliveries", filter=Q(deliveries__state__in=states))


class RunsReport(ModeratorReport):
    """Each planned period of each slot with what became of its mails, the newest first."""

    page_title = _("Digests sent")
    header_icon = "mail"
    index_url_name = "runs_report"
    index_results_url_name = "runs_report_results"
    results_template_name = "subscriptions/reports/runs_results.html"
    export_filename = "digests"
    verbose_name_plural = _("digest runs")
    model = DigestRun
    columns = (
        Column("period_key", label=_("Period")),
        Column("cadence", label=_("How often"), accessor="get_cadence_display"),
        Column("time", label=_("Time")),
        Column("day", label=_("Day of the week or month")),
        Column("tz", label=_("Time zone")),
        Column("state", label=_("Planning"), accessor="get_state_display"),
        Column("planned", label=_("Planned")),
        Column("mails_sent", label=_("Sent")),
        Column("mails_waiting", label=_("Waiting")),
        Column("mails_retrying", label=_("Trying again")),
        Column("skipped_empty", label=_("Nothing new")),
        Column("mails_put_aside", label=_("Not wanted any more")),
        Column("mails_unknown", label=_("Nobody can tell")),
        Column("mails_failed", label=_("Failed")),
    )
    list_export: ClassVar = [column.name for column in columns]
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_queryset(self) -> Any:
        """The runs with their mails counted by state, but for slots in which nobody is."""
        return (
            DigestRun.objects.of_somebody()
            .annotate(
                mails_sent=_in_state(DeliveryState.SENT),
                mails_waiting=_in_state(
                    DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.HANDING
                ),
                mails_retrying=_in_state(DeliveryState.RETRY_WAIT),
                mails_put_aside=_in_state(
                    DeliveryState.SKIPPED_EMPTY, DeliveryState.CANCELLED, DeliveryState.SUPPRESSED
                ),
                mails_unknown=_in_state(DeliveryState.UNKNOWN),
                mails_failed=_in_state(DeliveryState.FAILED),
            )
            .order_by("-started_at", "-pk")
        )


class StuckMailsReport(ModeratorReport):
    """Who has not received their mail, and why; people by their number, never by their address."""

    page_title = _("Mails not received")
    header_icon = "warning"
    index_url_name = "mails_report"
    index_results_url_name = "mails_report_results"
    results_template_name = "subscriptions/reports/mails_results.html"
    export_filename = "mails-not-received"
    verbose_name_plural = _("mails")
    model = Delivery
    columns = (
        Column("subscriber", label=_("Person")),
        Column("cadence", label=_("How often"), accessor="get_cadence_display"),
        Column("period_key", label=_("Period")),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("error", label=_("Reason")),
        Column("attempts", label=_("Times tried")),
        Column("retry_at", label=_("Tried again at")),
    )
    list_export: ClassVar = [column.name for column in columns]
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_queryset(self) -> Any:
        """Mails that failed, that nobody can tell of, or that wait for another try."""
        states = (*STUCK, DeliveryState.RETRY_WAIT)
        stuck = Delivery.objects.filter(state__in=states).select_related("subscriber")
        return stuck.order_by("-planned_at", "-pk")


@require_POST
def retry_all_mails(request: HttpRequest) -> HttpResponse:
    """Let senders take every stuck mail again now, and go back to the list."""
    if not is_moderator(request.user):
        raise PermissionDenied
    count = retry_mails(at=timezone.now())
    messages.success(
        request,
        ngettext("%(n)d mail is tried again now.", "%(n)d mails are tried again now.", count)
        % {"n": count},
    )
    return redirect("mails_report")
