"""Addresses of the consortia pages."""

from django.urls import path

from portal.consortia import views
from portal.consortia.offering import urls as offering_urls
from portal.consortia.requirements import urls as requirement_urls
from portal.consortia.workspace import urls as workspace_urls

urlpatterns = [
    path("tenders/<int:pk>/consortium/", views.tender_consortia, name="tender_consortia"),
    path("tenders/<int:pk>/consortium/entry/", views.consortium_entry, name="consortium_entry"),
    path(
        "consortium-members/<uuid:public_id>/answer/",
        views.consortium_answer,
        name="consortium_answer",
    ),
    *offering_urls.urlpatterns,
    *requirement_urls.urlpatterns,
    *workspace_urls.urlpatterns,
]
