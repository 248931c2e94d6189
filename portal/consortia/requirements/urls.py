"""Addresses of the pages about what a tender asks for."""

from django.urls import path

from portal.consortia.requirements import views

urlpatterns = [
    path("tenders/<int:pk>/requirements/", views.tender_requirements, name="tender_requirements"),
    path("tenders/<int:pk>/requirements/read/", views.requirements_read, name="requirements_read"),
    path("requirements/<int:pk>/", views.requirement_edit, name="requirement_edit"),
    path("requirements/<int:pk>/drop/", views.requirement_drop, name="requirement_drop"),
    path("requirements/<int:pk>/restore/", views.requirement_restore, name="requirement_restore"),
    path(
        "lots/<int:lot_pk>/services/<int:service_pk>/drop/",
        views.stated_service_drop,
        name="stated_service_drop",
    ),
]
