"""Addresses of asks and offers."""

from django.urls import path

from portal.practices.asks import report_views, views

urlpatterns = [
    path("asks/", views.ask_list, name="ask_list"),
    path("asks/post/", views.ask_post, name="ask_post"),
    path("asks/<int:pk>/", views.ask_detail, name="ask_detail"),
    path("asks/<int:pk>/close/", views.ask_close, name="ask_close"),
    path("asks/<int:pk>/answer/", views.ask_answer, name="ask_answer"),
    path("asks/<int:pk>/report/", report_views.ask_report, name="ask_report"),
    path("asks/letters/<int:pk>/", views.ask_thread, name="ask_thread"),
    path("asks/letters/<int:pk>/report/", report_views.letter_report, name="letter_report"),
]
