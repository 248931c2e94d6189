"""Addresses of the pages where an organisation's people declare what the matching alone reads."""

from django.urls import path

from portal.organisations.declaring import offer_views, tie_views, views

_OWN = "account/organisations/<slug:slug>/matching/"

urlpatterns = [
    path(_OWN, views.matching_edit, name="matching_edit"),
    path(f"{_OWN}leave/", views.matching_leave, name="matching_leave"),
    path(f"{_OWN}apart/", offer_views.apart_list, name="apart_list"),
    path("account/apart/<int:pk>/remove/", offer_views.apart_remove, name="apart_remove"),
    path(f"{_OWN}ties/", tie_views.tie_list, name="tie_list"),
    path(f"{_OWN}ties/<int:pk>/confirm/", tie_views.tie_confirm, name="tie_confirm"),
    path(f"{_OWN}ties/<int:pk>/remove/", tie_views.tie_remove, name="tie_remove"),
    path(f"{_OWN}assets/", offer_views.asset_list, name="asset_list"),
    path("account/assets/<int:pk>/again/", offer_views.asset_again, name="asset_again"),
    path("account/assets/<int:pk>/remove/", offer_views.asset_remove, name="asset_remove"),
]
