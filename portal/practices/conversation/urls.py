"""Addresses of the conversation about practices."""

from django.urls import path

from portal.practices.conversation import own_views, views

urlpatterns = [
    path("conversation/practices/<int:practice_id>/", views.conversation, name="conversation"),
    path(
        "conversation/practices/<int:practice_id>/write/", views.remark_write, name="remark_write"
    ),
    path("conversation/<int:pk>/answer/", views.remark_answer, name="remark_answer"),
    path("conversation/<int:pk>/report/", views.remark_report, name="remark_report"),
    path("conversation/<int:pk>/change/", own_views.remark_change, name="remark_change"),
    path("conversation/<int:pk>/take-back/", own_views.remark_take_back, name="remark_take_back"),
]
