"""Addresses of the pages where an organisation's people change what it says of itself."""

from django.urls import path

from portal.organisations.editing import kind_views, name_views, views

urlpatterns = [
    path("account/organisations/<slug:slug>/names/", name_views.names_edit, name="names_edit"),
    path("account/organisations/<slug:slug>/kind/", kind_views.kind_edit, name="kind_edit"),
    path("account/organisations/<slug:slug>/profile/", views.profile_edit, name="profile_edit"),
    path("account/organisations/<slug:slug>/services/", views.service_list, name="service_list"),
    path("account/services/<int:pk>/again/", views.service_again, name="service_again"),
    path("account/services/<int:pk>/remove/", views.service_remove, name="service_remove"),
]
