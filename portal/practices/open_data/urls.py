"""Addresses of the API, version 1; the search stands below the same ones, in the search app."""

from django.urls import path

from portal.practices.open_data import views

urlpatterns = [
    path("api/", views.api_guide, name="api_guide"),
    path("api/v1/openapi.json", views.api_description, name="api_description"),
    path("api/v1/practice.schema.json", views.api_schema, name="api_schema"),
    path("api/v1/practices/<int:pk>/", views.api_practice, name="api_practice"),
    path("api/v1/organisations/", views.api_organisations, name="api_organisations"),
    path("api/v1/themes/", views.api_themes, name="api_themes"),
    path("api/v1/areas/", views.api_areas, name="api_areas"),
    path("api/v1/practices.json", views.api_library_json, name="api_library_json"),
    path("api/v1/practices.csv", views.api_library_csv, name="api_library_csv"),
    path("api/v1/template.csv", views.api_template_csv, name="api_template_csv"),
]
