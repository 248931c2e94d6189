"""Addresses of the subscriptions pages."""

from django.urls import path

from portal.subscriptions import views

urlpatterns = [
    path("email-updates/", views.subscribe_start, name="subscribe_start"),
    path("email-updates/check/", views.subscribe_check, name="subscribe_check"),
    path("email-updates/confirm/<str:token>/", views.subscribe_confirm, name="subscribe_confirm"),
    path(
        "email-updates/manage/<str:token>/", views.subscription_manage, name="subscription_manage"
    ),
    path(
        "email-updates/unsubscribe/<str:token>/",
        views.unsubscribe_one_click,
        name="unsubscribe_one_click",
    ),
]
