"""Addresses of the tenders pages."""

from django.urls import include, path

from portal.tenders import views
from portal.tenders.comments import views as comments

urlpatterns = [
    path("", include("portal.tenders.posting.urls")),
    path("tenders/<int:pk>/", views.tender_detail, name="tender_detail"),
    path("tenders/<int:pk>/comment/", comments.comment_write, name="tender_comment_write"),
    path("tender-comments/<int:pk>/change/", comments.comment_change, name="tender_comment_change"),
    path(
        "tender-comments/<int:pk>/take-back/",
        comments.comment_take_back,
        name="tender_comment_take_back",
    ),
    path("tender-comments/<int:pk>/report/", comments.comment_report, name="tender_comment_report"),
]
