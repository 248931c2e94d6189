"""What the reports in the Wagtail admin have in common: moderators alone read them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

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


class ModeratorMenuItem(MenuItem):
    """An entry of the admin's menu for those who may read the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)
