"""Addresses of telling the network about a practice."""

from django.urls import path

from portal.practices.submission import (
    attachment_views,
    easy_read_picture_views,
    easy_read_views,
    keeping_views,
    taking_back_views,
    views,
)

urlpatterns = [
    path("share/", views.submission_list, name="submission_list"),
    path("share/start/", views.submission_start, name="submission_start"),
    path("share/<int:pk>/", views.submission_tasks, name="submission_tasks"),
    path(
        "share/published/<int:practice_id>/change/",
        keeping_views.practice_change,
        name="practice_change",
    ),
    path(
        "share/published/<int:practice_id>/still-so/",
        keeping_views.practice_still_so,
        name="practice_still_so",
    ),
    path("share/<int:pk>/send/", views.submission_send, name="submission_send"),
    path(
        "share/<int:pk>/easy-read/",
        easy_read_views.submission_easy_read,
        name="submission_easy_read",
    ),
    path(
        "share/<int:pk>/easy-read/<int:number>/",
        easy_read_picture_views.submission_easy_read_picture,
        name="submission_easy_read_picture",
    ),
    path("share/<int:pk>/delete/", taking_back_views.submission_delete, name="submission_delete"),
    path(
        "share/<int:pk>/withdraw/",
        taking_back_views.submission_withdraw,
        name="submission_withdraw",
    ),
    path("share/<int:pk>/figures/add/", views.submission_figure, name="submission_figure"),
    path(
        "share/<int:pk>/figures/<int:place>/remove/",
        views.submission_figure_remove,
        name="submission_figure_remove",
    ),
    path(
        "share/<int:pk>/attachments/",
        attachment_views.submission_attachments,
        name="submission_attachments",
    ),
    path(
        "share/<int:pk>/pictures/add/",
        attachment_views.submission_picture,
        name="submission_picture",
    ),
    path(
        "share/<int:pk>/pictures/<int:image_id>/",
        attachment_views.submission_picture_file,
        name="submission_picture_file",
    ),
    path(
        "share/<int:pk>/pictures/<int:image_id>/remove/",
        attachment_views.submission_picture_remove,
        name="submission_picture_remove",
    ),
    path(
        "share/<int:pk>/files/add/",
        attachment_views.submission_document,
        name="submission_document",
    ),
    path(
        "share/<int:pk>/files/<int:document_id>/",
        attachment_views.submission_document_file,
        name="submission_document_file",
    ),
    path(
        "share/<int:pk>/files/<int:document_id>/remove/",
        attachment_views.submission_document_remove,
        name="submission_document_remove",
    ),
    path("share/<int:pk>/<slug:key>/", views.submission_step, name="submission_step"),
]
