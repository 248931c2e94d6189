"""Addresses of the hours that a provider offers for one tender."""

from django.urls import path

from portal.consortia.offering import views

urlpatterns = [
    path("tenders/<int:pk>/hours/", views.tender_hours, name="tender_hours"),
    path(
        "tenders/<int:pk>/hours/<int:organisation_pk>/take-back/",
        views.tender_hours_take_back,
        name="tender_hours_take_back",
    ),
]
