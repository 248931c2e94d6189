"""Addresses of the pages that list practices, compare them and keep them on a shortlist."""

from django.urls import path

from portal.practices import (
    adoption_views,
    comparison_views,
    picture_views,
    shortlist_views,
    views,
)
from portal.practices.asks import urls as ask_urls
from portal.practices.commitments import urls as commitment_urls
from portal.practices.conversation import urls as conversation_urls
from portal.practices.early_drafts import urls as early_draft_urls
from portal.practices.learning_visits import urls as learning_visit_urls
from portal.practices.open_data import urls as open_data_urls
from portal.practices.partners import views as partner_views
from portal.practices.peer_review import urls as peer_review_urls
from portal.practices.submission import urls as submission_urls
from portal.practices.text_reports import views as text_report_views
from portal.practices.voices import urls as voice_urls

urlpatterns = [
    path("shortlist/", shortlist_views.shortlist, name="shortlist"),
    path("shortlist/add/", shortlist_views.shortlist_add, name="shortlist_add"),
    path("shortlist/csv/", shortlist_views.shortlist_csv, name="shortlist_csv"),
    path("shortlist/pdf/", shortlist_views.shortlist_pdf, name="shortlist_pdf"),
    path("shortlist/<int:pk>/note/", shortlist_views.shortlist_note, name="shortlist_note"),
    path("shortlist/<int:pk>/remove/", shortlist_views.shortlist_remove, name="shortlist_remove"),
    path("practices/compare/", comparison_views.practice_comparison, name="practice_comparison"),
    path(
        "practices/compare/csv/",
        comparison_views.practice_comparison_csv,
        name="practice_comparison_csv",
    ),
    path(
        "pictures/<int:image_id>/<slug:size>/",
        picture_views.practice_picture,
        name="practice_picture",
    ),
    path(
        "pictures/easy-read/<int:practice_id>/<int:image_id>/",
        picture_views.easy_read_picture,
        name="easy_read_picture",
    ),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("organisations/<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("themes/", views.theme_list, name="theme_list"),
    path("themes/<slug:slug>/", views.theme_detail, name="theme_detail"),
    path("areas/", views.area_list, name="area_list"),
    path("areas/<slug:slug>/", views.area_detail, name="area_detail"),
    path(
        "adoptions/practices/<int:practice_id>/",
        adoption_views.adoption_declare,
        name="adoption_declare",
    ),
    path("adaptations/<int:practice_id>/", views.adaptation_list, name="adaptation_list"),
    path("report/<slug:kind>/<int:pk>/", text_report_views.text_report, name="text_report"),
    path("partners/<int:practice_id>/", partner_views.partner_answer, name="partner_answer"),
    path("adoptions/<int:pk>/", adoption_views.adoption_detail, name="adoption_detail"),
    path("adoptions/<int:pk>/answer/", adoption_views.adoption_answer, name="adoption_answer"),
    path(
        "adoptions/<int:pk>/withdraw/", adoption_views.adoption_withdraw, name="adoption_withdraw"
    ),
    path("adoptions/<int:pk>/results/", adoption_views.adoption_result, name="adoption_result"),
    *open_data_urls.urlpatterns,
    *ask_urls.urlpatterns,
    *early_draft_urls.urlpatterns,
    *submission_urls.urlpatterns,
    *learning_visit_urls.urlpatterns,
    *voice_urls.urlpatterns,
    *peer_review_urls.urlpatterns,
    *conversation_urls.urlpatterns,
    *commitment_urls.urlpatterns,
]
