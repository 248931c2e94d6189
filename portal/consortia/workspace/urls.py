"""Addresses of a consortium's pages."""

from django.urls import path

from portal.consortia.workspace import views

urlpatterns = [
    path("consortia/", views.consortium_list, name="consortium_list"),
    path("consortia/disclosures/", views.disclosure_list, name="disclosure_list"),
    path("consortia/<uuid:public_id>/", views.consortium_detail, name="consortium_detail"),
    path(
        "consortia/<uuid:public_id>/terms/<int:number>/",
        views.consortium_terms,
        name="consortium_terms",
    ),
    path(
        "consortia/<uuid:public_id>/lessons/practice/",
        views.consortium_practice,
        name="consortium_practice",
    ),
    path("consortia/<uuid:public_id>/<slug:key>/", views.consortium_step, name="consortium_step"),
]
