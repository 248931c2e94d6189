"""Addresses of the conversation about practices."""

from django.urls import path

from portal.practices.conversation import views

urlpatterns = [
    path("conversation/practices/<int:practice_id>/", views.conversation, name="conversation"),
    path(
        "conversation/practices/<int:practice_id>/write/", views.remark_write, name="remark_write"
    ),
    path("conversation/<int:pk>/answer/", views.remark_answer, name="remark_answer"),
    path("conversation/<int:pk>/report/", views.remark_report, name="remark_report"),
]
