"""Addresses of the search pages."""

from django.urls import path

from search import tender_views, views

urlpatterns = [
    path("practices/", views.practice_search, name="practice_search"),
    path("practices/feed/", views.practice_feed, name="practice_feed"),
    path("practices/csv/", views.practice_csv, name="practice_csv"),
    path("practices/suggestions/", views.practice_suggestions, name="practice_suggestions"),
    path("api/practices/suggestions/", views.suggestion_api, name="suggestion_api"),
    path("api/v1/practices/", views.practice_api, name="practice_api"),
    path("tenders/", tender_views.tender_list, name="tender_list"),
    path("tenders/feed/", tender_views.tender_feed, name="tender_feed"),
    path("tenders/csv/", tender_views.tender_csv, name="tender_csv"),
]
