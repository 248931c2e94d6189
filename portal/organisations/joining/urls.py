"""Addresses where organisations come in; none is below /organisations/, whose names are free."""

from django.urls import path

from portal.organisations.joining import views

urlpatterns = [
    path("account/organisations/new/", views.organisation_create, name="organisation_create"),
    path(
        "account/organisations/<slug:slug>/claim/",
        views.organisation_claim,
        name="organisation_claim",
    ),
]
