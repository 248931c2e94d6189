"""Addresses of the pages about what people say from their own lives."""

from django.urls import path

from portal.practices.voices import views

urlpatterns = [
    path("voices/", views.voice_list, name="voice_list"),
    path("voices/waiting/", views.voice_queue, name="voice_queue"),
    path("voices/practices/<int:practice_id>/", views.voice_give, name="voice_give"),
    path("voices/<int:pk>/answer/", views.voice_answer, name="voice_answer"),
    path("voices/<int:pk>/withdraw/", views.voice_withdraw, name="voice_withdraw"),
]
