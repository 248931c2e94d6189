"""The reports on practices in the Wagtail admin, each also as CSV and XLSX."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from portal.practices.models import PracticePage
from portal.practices.reports.care import CareRow, Need, practices_to_care_for
from portal.practices.reports.reach import reach
from portal.users.reports import ModeratorReport


def _edit_url(row: CareRow) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


def _joined(needs: Sequence[Need]) -> str:
    return ", ".join(str(need.label) for need in needs)


def _in_words(row: CareRow) -> str:
    return _joined(row.needs)


def _age(row: CareRow) -> str:
    return timesince(row.waiting_since) if row.waiting_since else ""


def _answer_by(row: CareRow) -> str:
    """The day, with a word where it has passed."""
    if row.answer_by is None:
        return ""
    day = date_format(timezone.localdate(row.answer_by), "j F Y")
    return _("%(day)s: late") % {"day": day} if row.answer_by < timezone.now() else day


_FILTERS = {
    Need.WAITING: _("Waiting for an answer"),
    Need.UNREAD: _("Published unread"),
    Need.OVERDUE: _("Review overdue"),
    Need.NO_SOURCE: _("No source"),
    Need.NO_EVIDENCE: _("No word on how it knows"),
    Need.NO_EASY_READ: _("No Easy Read"),
}


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
        Column("needs", label=_("Needs"), accessor=_in_words),
        Column("waiting_since", label=_("Waiting since")),
        Column("waits", label=_("Waits"), accessor=_age),
        Column("answer_by", label=_("Answer by"), accessor=_answer_by),
        Column("review_by_date", label=_("Review by")),
    )
    list_export = (
        *("title", "organisation", "needs", "waiting_since", "answer_by", "review_by_date"),
    )
    export_headings: ClassVar = {column.name: column.label for column in columns}
    custom_field_preprocess: ClassVar = {"needs": dict.fromkeys(("csv", "xlsx"), _joined)}

    def get_filtered_queryset(self) -> Sequence[Any]:
        """Plain rows, because a need is not a column; with `?need=` those that need this."""
        return practices_to_care_for(on=timezone.localdate(), need=self._need())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the kinds of need that the list can be narrowed down to."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "needs": _FILTERS, "need": self._need()}

    def _need(self) -> Need | None:
        asked = self.request.GET.get("need", "")
        return Need(asked) if asked in Need.values else None


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
