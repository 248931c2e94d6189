"""The moderators' reports on searches, in the Wagtail admin."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.users.reports import ModeratorReport
from search.demand_reports import lacking_themes, proposer, searches_that_found_little
from search.models import QueryCount, SynonymGroup
from search.proposals import Proposal, Proposer

_YES_OR_NO = {True: _("Yes"), False: _("No")}


class ProposalsColumn(Column):
    """Proposed wordings, each with a link to a synonym rule that is filled in but not saved."""

    cell_template_name = "search/reports/proposals_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The cell's usual context and `links`."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["links"] = [
            (proposal, _rule_address(instance["text"], proposal))
            for proposal in context["raw_value"]
        ]
        return context


class LittleFoundReport(ModeratorReport):
    """Searches that found nothing or little, with wordings that they may have meant."""

    page_title = _("Searches that found little")
    header_icon = "search"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    results_template_name = "search/reports/little_found_results.html"
    export_filename = "searches-that-found-little"
    verbose_name_plural = _("searches")
    model = QueryCount
    list_export = ("text", "searches", "nothing", "little", "total", "latest", "proposed")
    export_headings: ClassVar = {
        "text": _("Searched for"),
        "searches": _("Times"),
        "nothing": _("Found nothing"),
        "little": _("Found little"),
        "total": _("Most results"),
        "latest": _("Last on"),
        "proposed": _("Proposed synonyms"),
    }

    def get_queryset(self) -> Any:
        """Grouped rows; nothing in them is of one person."""
        return searches_that_found_little(on=timezone.localdate())

    @cached_property
    def columns(self) -> list[Column]:
        """As the file has them; the proposals are links."""
        told = [Column(name, label=self.export_headings[name]) for name in self.list_export[:-1]]
        link = ProposalsColumn(
            "proposals", label=_("Make it a synonym of"), accessor=self._proposals
        )
        return [*told, link]

    def decorate_paginated_queryset(self, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Of a file, every row with its proposals; a page asks for them when it is drawn."""
        if not self.is_export:
            return list(rows)
        return [
            {**row, "proposed": [proposal.wording for proposal in self._proposals(row)]}
            for row in rows
        ]

    def _proposals(self, row: Mapping[str, Any]) -> list[Proposal]:
        return self._proposer.proposals(row["text"])

    @cached_property
    def _proposer(self) -> Proposer:
        return proposer()


class LackingThemesReport(ModeratorReport):
    """Themes that no practice is about, and those with few that people ask for."""

    page_title = _("Themes without practices")
    header_icon = "tag"
    index_url_name = "themes_report"
    index_results_url_name = "themes_report_results"
    results_template_name = "search/reports/lacking_themes_results.html"
    export_filename = "themes-without-practices"
    verbose_name_plural = _("themes")
    columns = (
        Column("name", label=_("Theme")),
        Column("practices", label=_("Public practices")),
        Column("chosen", label=_("Times chosen")),
        Column("searched", label=_("Times searched for")),
        Column("gap", label=_("Marked as a gap"), accessor=lambda theme: _YES_OR_NO[theme.is_gap]),
    )
    list_export = ("name", "practices", "chosen", "searched", "is_gap")
    export_headings: ClassVar = {
        "name": _("Theme"),
        "practices": _("Public practices"),
        "chosen": _("Times chosen"),
        "searched": _("Times searched for"),
        "is_gap": _("Marked as a gap"),
    }

    def get_filtered_queryset(self) -> Sequence[Any]:
        """Plain rows: they come from several tables."""
        return lacking_themes(on=timezone.localdate())


def _rule_address(text: str, proposal: Proposal) -> str:
    viewset = SynonymGroup.snippet_viewset
    query = urlencode({"term": [text, proposal.wording]}, doseq=True)
    return f"{reverse(viewset.get_url_name('add'))}?{query}"
