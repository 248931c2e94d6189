"""Addresses of a consortium's pages."""

from django.urls import path

from portal.consortia.workspace import views

urlpatterns = [
    path("consortia/", views.consortium_list, name="consortium_list"),
    path("consortia/disclosures/", views.disclosure_list, name="disclosure_list"),
    path("consortia/<int:pk>/", views.consortium_detail, name="consortium_detail"),
    path(
        "consortia/<int:pk>/terms/<int:number>/",
        views.consortium_terms,
        name="consortium_terms",
    ),
    path(
        "consortia/<int:pk>/lessons/practice/",
        views.consortium_practice,
        name="consortium_practice",
    ),
    path("consortia/<int:pk>/<slug:key>/", views.consortium_step, name="consortium_step"),
]
