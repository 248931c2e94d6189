"""Where the reports on practices are in the Wagtail admin, and their places in its menu."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.practices.reports.views import CareReport, ReachReport
from portal.users.reports import ModeratorMenuItem


def report_urls() -> list[URLPattern]:
    """Each report, and its part below the header, which Wagtail fetches by itself."""
    results = {"results_only": True}
    return [
        path("reports/care/", CareReport.as_view(), name="care_report"),
        path("reports/care/results/", CareReport.as_view(**results), name="care_report_results"),
        path("reports/reach/", ReachReport.as_view(), name="reach_report"),
        path("reports/reach/results/", ReachReport.as_view(**results), name="reach_report_results"),
    ]


def care_item() -> MenuItem:
    """The list of practices to care for."""
    return ModeratorMenuItem(
        CareReport.page_title, reverse("care_report"), icon_name="clipboard-list", order=200
    )


def reach_item() -> MenuItem:
    """Whom the network reaches."""
    return ModeratorMenuItem(
        ReachReport.page_title, reverse("reach_report"), icon_name="globe", order=210
    )


def register() -> None:
    """Tell Wagtail of them."""
    hooks.register("register_admin_urls", report_urls)
    hooks.register("register_reports_menu_item", care_item)
    hooks.register("register_reports_menu_item", reach_item)
