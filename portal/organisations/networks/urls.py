"""Addresses of the pages about networks that hold members."""

from django.urls import path

from portal.organisations.networks import views

urlpatterns = [
    path("account/organisations/<slug:slug>/networks/", views.network_list, name="network_list"),
    path("account/networks/requests/<int:pk>/", views.network_answer, name="network_answer"),
    path("account/networks/members/<int:pk>/end/", views.network_end, name="network_end"),
]
