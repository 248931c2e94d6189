"""Addresses of asks and offers."""

from django.urls import path

from portal.practices.asks import views

urlpatterns = [
    path("asks/", views.ask_list, name="ask_list"),
    path("asks/post/", views.ask_post, name="ask_post"),
    path("asks/<int:pk>/", views.ask_detail, name="ask_detail"),
    path("asks/<int:pk>/close/", views.ask_close, name="ask_close"),
    path("asks/<int:pk>/answer/", views.ask_answer, name="ask_answer"),
    path("asks/letters/<int:pk>/", views.ask_thread, name="ask_thread"),
]
