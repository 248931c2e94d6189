"""The address of the component gallery."""

from django.urls import path

from portal.common.gallery.views import component_gallery

urlpatterns = [
    path("components/", component_gallery, name="component_gallery"),
]
