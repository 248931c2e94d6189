"""Addresses of commitments."""

from django.urls import path

from portal.practices.commitments import views

urlpatterns = [
    path("commitments/", views.commitment_list, name="commitment_list"),
    path("commitments/make/", views.commitment_make, name="commitment_make"),
    path("commitments/<int:pk>/", views.commitment_detail, name="commitment_detail"),
    path("commitments/<int:pk>/outcome/", views.commitment_outcome, name="commitment_outcome"),
    path("commitments/<int:pk>/year-on/", views.commitment_year_on, name="commitment_year_on"),
]
