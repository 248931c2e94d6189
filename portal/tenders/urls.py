"""Addresses of the tenders pages."""

from django.urls import path

from portal.tenders import views

urlpatterns = [
    path("tenders/<int:pk>/", views.tender_detail, name="tender_detail"),
]
