"""Addresses of what is begun before signing in."""

from django.urls import path

from portal.practices.early_drafts import views

urlpatterns = [
    path("share/begin/", views.early_draft_begin, name="early_draft_begin"),
    path("share/begin/sent/", views.early_draft_sent, name="early_draft_sent"),
    path("share/for-somebody/", views.early_draft_help, name="early_draft_help"),
    path("share/resume/<str:token>/", views.early_draft, name="early_draft"),
    path("share/resume/<str:token>/take/", views.early_draft_take, name="early_draft_take"),
]
