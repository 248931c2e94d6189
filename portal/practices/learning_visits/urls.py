"""Addresses of learning visits."""

from django.urls import path

from portal.practices.learning_visits import views

urlpatterns = [
    path("learning-visits/", views.visit_list, name="visit_list"),
    path("learning-visits/host/<int:pk>/", views.visit_host, name="visit_host"),
    path("learning-visits/ask/<int:pk>/", views.visit_ask, name="visit_ask"),
    path("learning-visits/<int:pk>/", views.visit_detail, name="visit_detail"),
    path("learning-visits/<int:pk>/answer/", views.visit_answer, name="visit_answer"),
    path("learning-visits/<int:pk>/feedback/", views.visit_feedback, name="visit_feedback"),
    path("learning-visits/<int:pk>/cancel/", views.visit_cancel, name="visit_cancel"),
]
