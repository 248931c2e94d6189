"""What the reports in the Wagtail admin have in common: moderators alone read them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from portal.common.spreadsheets import FORMULA_STARTS
from portal.users.roles import is_moderator


class ModeratorReport(ReportView):
    """A report that moderators alone may read; with `?export=csv` or `xlsx` a file."""

    is_searchable = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer moderators and superusers only."""
        if not is_moderator(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """The value as it is written; an apostrophe tells spreadsheets that it is text."""
        written = super().preprocess_field_value(field, value, export_format)
        is_formula = isinstance(written, str) and written.lstrip(" ").startswith(FORMULA_STARTS)
        return f"'{written}" if is_formula and export_format == self.FORMAT_CSV else written


class ModeratorMenuItem(MenuItem):
    """An entry of the admin's menu for those who may read the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)
