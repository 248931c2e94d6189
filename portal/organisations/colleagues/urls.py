"""Addresses of the pages about who acts for an organisation."""

from django.urls import path

from portal.organisations.colleagues import views

urlpatterns = [
    path(
        "account/organisations/<slug:slug>/colleagues/", views.colleague_list, name="colleague_list"
    ),
    path("account/members/<int:pk>/role/", views.member_role, name="member_role"),
    path("account/members/<int:pk>/remove/", views.member_remove, name="member_remove"),
    path(
        "account/invitations/<int:pk>/take-back/", views.invitation_revoke, name="invitation_revoke"
    ),
    path("account/invitations/<str:token>/", views.invitation, name="invitation"),
]
