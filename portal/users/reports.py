"""What the reports in the Wagtail admin have in common: moderators alone read them."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from wagtail import hooks
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

    @classmethod
    def register(cls, address: str, *, order: int) -> None:
        """Tell Wagtail of the report, and at which place of the menu of reports it stands."""
        hooks.register("register_admin_urls", partial(cls._urls, address))
        hooks.register("register_reports_menu_item", partial(cls._menu_item, order))

    @classmethod
    def _urls(cls, address: str) -> list[URLPattern]:
        # Wagtail fetches the part below the header by itself, when the list is narrowed down.
        below = cls.as_view(results_only=True)
        return [
            path(f"reports/{address}/", cls.as_view(), name=cls.index_url_name),
            path(f"reports/{address}/results/", below, name=cls.index_results_url_name),
        ]

    @classmethod
    def _menu_item(cls, order: int) -> MenuItem:
        address = reverse(cls.index_url_name)
        return ModeratorMenuItem(cls.page_title, address, icon_name=cls.header_icon, order=order)


class ModeratorMenuItem(MenuItem):
    """An entry of the admin's menu for those who may read the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)
