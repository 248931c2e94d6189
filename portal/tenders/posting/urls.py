"""Addresses of the pages on which commissioners post early notices."""

from django.urls import path

from portal.tenders.posting import report_views, views

urlpatterns = [
    path("early-notices/", views.early_notice_list, name="early_notice_list"),
    path("early-notices/new/", views.early_notice_new, name="early_notice_new"),
    path("early-notices/<int:pk>/change/", views.early_notice_change, name="early_notice_change"),
    path(
        "early-notices/<int:pk>/withdraw/",
        views.early_notice_withdraw,
        name="early_notice_withdraw",
    ),
    path(
        "early-notices/<int:pk>/went-on/",
        views.early_notice_continue,
        name="early_notice_continue",
    ),
    path(
        "early-notices/<int:pk>/report/",
        report_views.early_notice_report,
        name="early_notice_report",
    ),
]
