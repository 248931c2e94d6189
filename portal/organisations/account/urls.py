"""Addresses of one's own account."""

from django.urls import path

from portal.organisations.account import views

urlpatterns = [
    path("account/", views.account_home, name="account_home"),
    path("account/about-you/", views.account_about, name="account_about"),
]
