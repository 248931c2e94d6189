"""The reports on practices in the Wagtail admin, each also as CSV and XLSX."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.practices.models import PracticePage
from portal.practices.reports.care import CareRow, practices_to_care_for
from portal.practices.reports.reach import reach
from portal.users.reports import ModeratorReport


def _edit_url(row: CareRow) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


class CareReport(ModeratorReport):
    """Practices with what they need, those that wait for moderators first."""

    page_title = _("Practices to care for")
    header_icon = "clipboard-list"
    index_url_name = "care_report"
    index_results_url_name = "care_report_results"
    results_template_name = "practices/reports/care_results.html"
    export_filename = "practices-to-care-for"
    verbose_name_plural = _("practices")
    model = PracticePage
    columns = (
        TitleColumn("title", label=_("Practice"), get_url=_edit_url),
        Column("organisation", label=_("Organisation")),
        Column("needs", label=_("Needs"), accessor=lambda row: ", ".join(row.needs)),
        Column("waiting_since", label=_("Waiting since")),
        Column("review_by_date", label=_("Review by")),
    )
    list_export = ("title", "organisation", "needs", "waiting_since", "review_by_date")
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_filtered_queryset(self) -> Sequence[Any]:
        """Plain rows, because a need is not a column."""
        return practices_to_care_for(on=timezone.localdate())


class ReachReport(ModeratorReport):
    """Organisations and practices by sector, size and area."""

    page_title = _("Whom we reach")
    header_icon = "globe"
    index_url_name = "reach_report"
    index_results_url_name = "reach_report_results"
    results_template_name = "practices/reports/reach_results.html"
    export_filename = "whom-we-reach"
    verbose_name_plural = _("groups")
    model = PracticePage
    paginate_by = 200
    columns = (
        Column("kind", label=_("By")),
        Column("name", label=_("Group")),
        Column("organisations", label=_("Organisations")),
        Column("practices", label=_("Public practices")),
    )
    list_export = ("kind", "name", "organisations", "practices")
    export_headings: ClassVar = {column.name: column.label for column in columns}

    def get_filtered_queryset(self) -> Sequence[Any]:
        """Plain rows: they are counts of several tables."""
        return reach()
