"""Addresses of a subscriber's own pages."""

from django.urls import path

from portal.subscriptions.preferences import mail_views, not_for_me, notice_views, views

urlpatterns = [
    path("account/emails/", notice_views.account_emails, name="account_emails"),
    path("account/news/", notice_views.notice_list, name="notice_list"),
    path(
        "email-updates/manage/<str:token>/notices/",
        notice_views.manage_notices,
        name="manage_notices",
    ),
    path("email-updates/off/<str:token>/", notice_views.notices_off, name="notices_off"),
    path("email-updates/manage/<str:token>/settings/", views.mail_settings, name="mail_settings"),
    path("email-updates/manage/<str:token>/times/", views.mail_times, name="mail_times"),
    path("email-updates/manage/<str:token>/address/", views.address_change, name="address_change"),
    path("email-updates/address/<str:token>/", views.address_confirm, name="address_confirm"),
    path("email-updates/manage/<str:token>/data/", views.subscriber_data, name="subscriber_data"),
    path("email-updates/manage/<str:token>/mails/", mail_views.mail_list, name="mail_list"),
    path(
        "email-updates/manage/<str:token>/mails/<uuid:mail>/",
        mail_views.mail_detail,
        name="mail_detail",
    ),
    path(
        "email-updates/manage/<str:token>/erase/", views.subscriber_erase, name="subscriber_erase"
    ),
    path("email-updates/not-for-me/<str:token>/", not_for_me.not_for_me, name="not_for_me"),
]
