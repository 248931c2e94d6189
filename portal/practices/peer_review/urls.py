"""Addresses of the peer-review exchange."""

from django.urls import path

from portal.practices.peer_review import views, visit_views

urlpatterns = [
    path("peer-reviews/", views.review_list, name="review_list"),
    path("peer-reviews/lessons/", views.lesson_list, name="lesson_list"),
    path("peer-reviews/ask/", views.review_ask, name="review_ask"),
    path("peer-reviews/willing/<int:pk>/", views.review_willing, name="review_willing"),
    path("peer-reviews/requests/<int:pk>/", views.review_request, name="review_request"),
    path("peer-reviews/requests/<int:pk>/invite/", views.review_invite, name="review_invite"),
    path("peer-reviews/<int:pk>/", visit_views.review_detail, name="review_detail"),
    path("peer-reviews/<int:pk>/answer/", visit_views.review_answer, name="review_answer"),
    path("peer-reviews/<int:pk>/visit/", visit_views.review_visit, name="review_visit"),
    path("peer-reviews/<int:pk>/findings/", visit_views.review_finding, name="review_finding"),
    path("peer-reviews/<int:pk>/lesson/", visit_views.review_lesson, name="review_lesson"),
    path("peer-reviews/<int:pk>/agree/", visit_views.review_agree, name="review_agree"),
    path("peer-reviews/<int:pk>/practice/", visit_views.review_practice, name="review_practice"),
    path("peer-reviews/<int:pk>/update/", visit_views.review_update, name="review_update"),
]
