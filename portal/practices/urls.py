"""Addresses of the pages that list practices by organisation, theme and area, or compare them."""

from django.urls import path

from portal.practices import comparison_views, views

urlpatterns = [
    path("practices/compare/", comparison_views.practice_comparison, name="practice_comparison"),
    path(
        "practices/compare/csv/",
        comparison_views.practice_comparison_csv,
        name="practice_comparison_csv",
    ),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("organisations/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("themes/", views.theme_list, name="theme_list"),
    path("themes/<slug:slug>/", views.theme_detail, name="theme_detail"),
    path("areas/", views.area_list, name="area_list"),
    path("areas/<slug:slug>/", views.area_detail, name="area_detail"),
]
