"""Addresses of the subscriptions pages."""

from django.urls import path

from portal.subscriptions import saved_search_views, views
from portal.subscriptions.preferences import urls as preference_urls

urlpatterns = [
    path("account/searches/", saved_search_views.saved_search_list, name="saved_search_list"),
    path("account/searches/save/", saved_search_views.saved_search_add, name="saved_search_add"),
    path(
        "account/searches/<int:pk>/", saved_search_views.saved_search_edit, name="saved_search_edit"
    ),
    path(
        "account/searches/<int:pk>/delete/",
        saved_search_views.saved_search_delete,
        name="saved_search_delete",
    ),
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
    *preference_urls.urlpatterns,
]
